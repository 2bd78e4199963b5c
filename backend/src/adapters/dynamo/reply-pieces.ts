import { BatchGetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { done } from './condition.ts';
import { isReply, type Item, type ReplyItem } from './entry-items.ts';
import { pieceItem } from './tables.ts';

/**
 * Most text in one item, in UTF-16 code units. DynamoDB takes 400 KB, ours stay under 300 KB: a unit takes up to three bytes,
 * and cards want some room.
 */
const PIECE_LENGTH = 90_000;

/** Most keys in one BatchGetItem. */
const BATCH_GET_MAX = 100;

/** Part of a reply's text that found no room in the reply's own item. */
export interface PieceItem {
  readonly conversationId: string;
  readonly item: string;
  /** The place of its reply: not `place`, which would list it among the entries. */
  readonly placeOfReply: number;
  readonly expiresAt: number;
  readonly text: string;
}

type PieceKey = Pick<PieceItem, 'conversationId' | 'item'>;

/** A reply as it lies in the table: one item, and pieces where it is too long for that. */
export function toPieces(reply: ReplyItem): { readonly item: ReplyItem; readonly pieces: readonly PieceItem[] } {
  const [text = '', ...rest] = cut(reply.text);
  if (rest.length === 0) return { item: reply, pieces: [] };
  const { conversationId, id, attempt, place: placeOfReply, expiresAt } = reply;
  return {
    item: { ...reply, text, pieces: rest.length },
    pieces: rest.map((text, index) => ({
      conversationId,
      item: pieceItem(id, attempt, index),
      placeOfReply,
      expiresAt,
      text,
    })),
  };
}

/** Before its reply is stored: who finds the reply finds all of it. */
export async function putPieces(
  documents: DynamoDBDocumentClient,
  tableName: string,
  pieces: readonly PieceItem[],
): Promise<void> {
  for (const piece of pieces) await done(documents.send(new PutCommand({ TableName: tableName, Item: piece })));
}

/** The items with their whole texts. Asks nothing where no reply is in pieces. */
export async function joinPieces(
  documents: DynamoDBDocumentClient,
  tableName: string,
  items: readonly Item[],
): Promise<readonly Item[]> {
  const texts = await readPieces(documents, tableName, items.flatMap(keysOfPieces));
  return items.map(item => {
    const pieces = keysOfPieces(item).map(key => texts.get(key.item) ?? '');
    return pieces.length > 0 ? { ...item, text: (item as ReplyItem).text + pieces.join('') } : item;
  });
}

/** The texts of pieces, by `item`. Asks nothing where none are wanted. */
export async function readPieces(
  documents: DynamoDBDocumentClient,
  tableName: string,
  wanted: readonly PieceKey[],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (let keys = wanted; keys.length > 0;) {
    const now = { Keys: keys.slice(0, BATCH_GET_MAX), ConsistentRead: true };
    const { Responses, UnprocessedKeys } = await done(
      documents.send(new BatchGetCommand({ RequestItems: { [tableName]: now } })),
    );
    for (const { item, text } of (Responses?.[tableName] ?? []) as PieceItem[]) texts.set(item, text);
    // An answer holds 16 MB at most.
    const left = (UnprocessedKeys?.[tableName]?.Keys ?? []) as PieceKey[];
    keys = [...left, ...keys.slice(BATCH_GET_MAX)];
  }
  return texts;
}

export function keysOfPieces(item: Item): PieceKey[] {
  if (!isReply(item)) return [];
  const { conversationId, id, attempt, pieces = 0 } = item;
  return Array.from({ length: pieces }, (_, index) => ({ conversationId, item: pieceItem(id, attempt, index) }));
}

function cut(text: string): readonly string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + PIECE_LENGTH, text.length);
    // DynamoDB makes U+FFFD of either half of a surrogate pair.
    if (end < text.length && /[\uD800-\uDBFF]/.test(text[end - 1]!)) end--;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}
