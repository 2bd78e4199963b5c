import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Stack } from '@lex-chat/demo/stack';
import { RESERVED_ATTRIBUTES } from '@lex-chat/protocol';
import { readSecret, SESSION_SECRET, SITE_SECRET } from './site.ts';

/** Three parts in base64url, the first one a JSON object. */
const JWT = /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/;

/** Shorter words of plain ASCII are in a log by chance. In UTF-16 code units. */
const TELLING_LENGTH = 8;

/** What people and bots say stands under these names, wherever they are in an item. */
const TEXTS = new Set(['text', 'comment', 'content', 'title', 'subtitle', 'value']);

/** All that is under these is a site's or a bot's. */
const ATTRIBUTES = new Set(['attributes', 'sessionAttributes']);

/**
 * Tokens, secrets and texts of the stack that stand in a log of its functions: whatever is stored in the table of conversations
 * is looked for. Says what was found by its kind, never what it is.
 */
export async function toldInLog(stack: Stack, log: readonly string[]): Promise<readonly string[]> {
  const written = log.join('\n');
  const secrets = await Promise.all([SESSION_SECRET, SITE_SECRET, 'origin-secret'].map(id => readSecret(stack, id)));
  const keys = Object.values(stack.channels?.secrets ?? {}).flatMap(held =>
    Object.values(JSON.parse(held) as Readonly<Record<string, string>>),
  );
  const texts = (await textsStored(stack)).filter(text => text.length >= TELLING_LENGTH || /[^\0-\x7f]/.test(text));
  return [
    ...(JWT.test(written) ? ['a token'] : []),
    ...keys.filter(key => written.includes(key)).map(() => 'a key of a channel'),
    ...secrets.filter(({ value }) => written.includes(value)).map(() => 'a secret'),
    // The beginning is enough, as it is written in a line of JSON or out of it.
    ...texts
      .map(text => text.slice(0, 40))
      .filter(text => written.includes(text) || written.includes(JSON.stringify(text).slice(1, -1)))
      .map(text => `a text of ${text.length} units or more`),
  ];
}

/** Everything that was said and is still stored, attributes and opinions included. */
export async function textsStored({ dynamo }: Stack): Promise<readonly string[]> {
  const client = new DynamoDBClient({
    endpoint: dynamo.url,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const texts = new Set<string>();
  try {
    const documents = DynamoDBDocumentClient.from(client);
    for await (const { Items = [] } of paginateScan({ client: documents }, { TableName: 'conversations' }))
      for (const item of Items) collect(item, texts);
  } finally {
    client.destroy();
  }
  return [...texts];
}

function collect(value: unknown, texts: Set<string>, isText = false): void {
  if (typeof value === 'string' && isText) texts.add(value);
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) return value.forEach(each => collect(each, texts));
  for (const [name, each] of Object.entries(value))
    if (ATTRIBUTES.has(name)) Object.entries(each as object).forEach(entry => collectAttribute(entry, texts));
    else collect(each, texts, TEXTS.has(name));
}

function collectAttribute([name, value]: [string, unknown], texts: Set<string>): void {
  // The service's own hold ids.
  if (!name.startsWith(RESERVED_ATTRIBUTES) && typeof value === 'string') texts.add(value);
}
