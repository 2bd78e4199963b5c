import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { TABLES } from '@lex-chat/demo/stack-environment';
import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { TURN } from '../../infra/cost/use.ts';
import { useStack } from '../stack/stack.ts';
import { openVisitor } from '../stack/visitor.ts';
import { costOfTurn } from './cost-of-turn.ts';
import { textHeard } from './faulty-stack.ts';
import { measured } from './measured.ts';

// Alone on its stack: nobody else's reads and writes are counted.
const running = useStack({ pace: { firstTokenMs: 20, tokensPerSecond: 400 } });

it('[R42] has a turn cost the same with 10 and with 10,000 entries of history, and a Lex answer little', async ({
  task,
}) => {
  const [short, long] = [await costAfter(10), await costAfter(10_000)];
  expect(long).toEqual(short);
  measured(task).atMost('writes for a Lex answer', 6, long.lex.writes);
  measured(task).atMost('reads for a Lex answer', 4, long.lex.reads);
  // What `npm run cost` and docs/scale.md reckon with.
  expect({ ...long.lex, modelReads: long.model.reads }).toEqual({
    writes: TURN.lex.writes,
    reads: TURN.lex.reads,
    posts: TURN.lex.posts,
    modelReads: TURN.model.reads,
  });
});

it('[R42] writes no more than once a second while it streams, and sends little more than the answer', async ({
  task,
}) => {
  const answer = '답변입니다. '.repeat(2_000).slice(0, 2 * 2_000);
  running.stack.model.direct({ answer: () => answer, pieces: 2 });
  const visitor = await openVisitor(running.stack.url);
  const socket = await visitor.connect();
  const began = performance.now();
  const { writes, posts, bytes } = await costOfTurn(running.stack, socket, '교환이나 환불은 어떻게 하나요?');
  const seconds = (performance.now() - began) / 1_000;
  running.stack.model.direct(null);
  const [asked] = socket.heard.flatMap(message => (message.type === 'message-accepted' ? [message.messageId] : []));
  expect(textHeard(socket.heard, asked!).text).toBe(answer);
  // Those of a Lex answer; two that reserve tokens, of the visitor and of the site, and two that settle them.
  expect(TURN.model.writes).toBe(TURN.lex.writes + 4);
  measured(task).atMost('writes a second beyond those of a short answer', 1, (writes - TURN.model.writes) / seconds);
  measured(task).atMost('bytes on the socket by those of the answer', 3, bytes / Buffer.byteLength(answer));
  // Besides the deltas there are four: accepted, start, end, and the first delta.
  measured(task).atMost('posts a second', 7, (posts - 4) / seconds);
  socket.close();
});

/** What a turn of Lex and a turn of the model cost behind so many entries. */
async function costAfter(entries: number) {
  const visitor = await openVisitor(running.stack.url);
  await fill(visitor.session.conversationId, entries);
  expect((await visitor.history('?limit=100')).entries).toHaveLength(Math.min(entries, 100));
  const socket = await visitor.connect();
  // The greeted bot asks for a name; then nothing is left of its dialogue.
  const lex = await costOfTurn(running.stack, socket, '안녕');
  for (const text of ['민수', '응']) await costOfTurn(running.stack, socket, text);
  const { reads } = await costOfTurn(running.stack, socket, '교환이나 환불은 어떻게 하나요?');
  socket.close();
  return { lex: { writes: lex.writes, reads: lex.reads, posts: lex.posts }, model: { reads } };
}

/** Puts entries into the table as the service would have left them. */
async function fill(conversationId: string, entries: number): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: running.stack.dynamo.url,
    region: 'local',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const documents = DynamoDBDocumentClient.from(client);
  const expiresAt = Math.floor(Date.now() / 1_000) + 86_400;
  const items = Array.from({ length: entries / 2 }, (_, i) => {
    const id = newMessageId();
    const common = { conversationId, expiresAt, locale: 'ko_KR', at: i };
    const message = { ...common, item: `message#${id}`, place: 2 * (i + 1), id, text: `질문 ${i}`, visitorId: 'v' };
    const reply = {
      ...common,
      item: `reply#${replyIdOf(id)}`,
      place: 2 * (i + 1) + 1,
      id: replyIdOf(id),
      inReplyTo: id,
    };
    return [
      { ...message, mode: 'chat', failure: null, attributes: {} },
      { ...reply, attempt: 1, text: `답 ${i}`, parts: [], source: { kind: 'model', name: 'm' }, reason: 'complete' },
    ];
  }).flat();
  for (let i = 0; i < items.length; i += 25) {
    const puts = items.slice(i, i + 25).map(item => ({ PutRequest: { Item: item } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TABLES.conversationsTable]: puts } }));
  }
  await documents.send(
    new UpdateCommand({
      TableName: TABLES.conversationsTable,
      Key: { conversationId, item: 'head' },
      UpdateExpression: 'SET lastPlace = :last, answered = :last, expiresAt = :expiresAt',
      ExpressionAttributeValues: { ':last': entries, ':expiresAt': expiresAt },
    }),
  );
  client.destroy();
}
