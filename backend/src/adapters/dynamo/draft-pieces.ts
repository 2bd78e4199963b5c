import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Draft } from '../../conversation/stores.ts';
import { done } from './condition.ts';
import { putPieces, readPieces } from './reply-pieces.ts';
import { draftItem } from './tables.ts';

/** A running reply as it lies in the head: of its text, what no piece holds. */
interface HeadDraft extends Draft {
  /** Where the pieces end, in UTF-16 code units from the beginning. Absent where there are none. */
  readonly ends?: readonly number[];
}

type Head = Readonly<Record<string, unknown>> | undefined;

export function toHeadDraft(draft: Draft, ends: readonly number[]): HeadDraft {
  return ends.length === 0 ? draft : { ...draft, text: draft.text.slice(ends.at(-1)), ends };
}

/**
 * The text of a running reply in immutable pieces beside the head, which would else be written whole once a second. They have the life of what was
 * said: a reply that broke off is put together from them when somebody comes back, and that may be weeks later.
 */
export function createDraftPieces(documents: DynamoDBDocumentClient, tableName: string) {
  return {
    /** Writes the last of the pieces that `ends` cuts the text into. */
    async put(
      { replyId, attempt, text }: Draft,
      ends: readonly number[],
      keys: { readonly conversationId: string; readonly placeOfReply: number; readonly expiresAt: number },
    ): Promise<void> {
      const index = ends.length - 1;
      const piece = text.slice(ends.at(-2) ?? 0, ends.at(-1));
      await putPieces(documents, tableName, [{ ...keys, item: draftItem(replyId, attempt, index), text: piece }]);
    },

    async delete(conversationId: string, { replyId, attempt }: Draft, index: number): Promise<void> {
      const item = draftItem(replyId, attempt, index);
      await done(documents.send(new DeleteCommand({ TableName: tableName, Key: { conversationId, item } })));
    },

    /**
     * The running reply that a head tells of, whole; null where there is none, or no longer all of it. What is `known` of it is not read again.
     * `beyond` looks for a piece as well that the head does not tell of: its worker died before the next checkpoint.
     */
    async read(
      conversationId: string,
      head: Head,
      { known = null, beyond = false }: { readonly known?: Draft | null; readonly beyond?: boolean } = {},
    ): Promise<Draft | null> {
      const found = head?.['draft'] as HeadDraft | null | undefined;
      if (!found) return null;
      const { ends = [], text: tail, ...draft } = found;
      const { replyId, attempt } = draft;
      const keys = Array.from({ length: ends.length + (beyond ? 1 : 0) }, (_, index) => ({
        conversationId,
        item: draftItem(replyId, attempt, index),
      }));
      const held = known?.replyId === replyId && known.attempt === attempt ? known.text : '';
      const isHeld = (index: number) => index < ends.length && ends[index]! <= held.length;
      const texts = await readPieces(
        documents,
        tableName,
        keys.filter((_, index) => !isHeld(index)),
      );
      const pieces = keys.map(({ item }, index) =>
        isHeld(index) ? held.slice(ends[index - 1] ?? 0, ends[index]) : texts.get(item),
      );
      const last = (beyond && pieces.pop()) || '';
      // Erased between the two reads.
      if (pieces.includes(undefined)) return null;
      // That piece begins with the text it takes the place of.
      return { ...draft, text: pieces.join('') + (last.length > tail.length ? last : tail) };
    },
  };
}
