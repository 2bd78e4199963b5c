import { once } from 'node:events';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoHistory } from '@lex-chat/backend/adapters/dynamo/history';
import { createDynamoTurns } from '@lex-chat/backend/adapters/dynamo/turns';
import { answer, type AnswerPorts } from '@lex-chat/backend/conversation/answer';
import { deleteHistory } from '@lex-chat/backend/conversation/erasure/delete-history';
import { harness, newMessage } from '@lex-chat/backend/conversation/fakes';
import type { LanguageModel } from '@lex-chat/backend/conversation/ports';
import { newMessageId } from '@lex-chat/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { measured } from './measured.ts';
import { startMeteredDynamo, type MeteredDynamo } from './metered-dynamo.ts';

let dynamo: MeteredDynamo;
beforeAll(async () => void (dynamo = await startMeteredDynamo()));
afterAll(() => dynamo.close());

const TOKEN = '토큰';
const TOKENS_A_SECOND = 50;

it('[R15] writes a running answer down at a cost that grows with its length, not with its square', async ({ task }) => {
  const short = await answerOf(4_000);
  const long = await answerOf(16_000);
  measured(task).atMost('write units of 16,000 tokens by those of 4,000', 4.1, long.writeUnits / short.writeUnits);
  // Accept, claim, reply and its release are four or five, however long it is.
  measured(task).atMost('writes a second while streaming', 1, (long.writes - 6) / long.seconds);
  expect(long.text === TOKEN.repeat(16_000)).toBe(true);
});

it('[R29] leaves nothing in the table of a long answer that is deleted while it is given', async ({ task }) => {
  const { conversationId, left } = await answerOf(8_000, async (ports, id, second) => {
    if (second !== 100) return;
    expect((await itemsOf(id)).filter(item => item.startsWith('draft#')).length).toBeGreaterThan(2);
    await deleteHistory(id, { ...ports, botMemory: { forget: async () => 'forgotten' } });
  });
  expect(left).toEqual(['head']);
  measured(task).is('items left beside the head', 0, (await itemsOf(conversationId)).length - 1);
});

/** Has a question answered by a model at its pace, on a clock of its own; nobody listens. */
async function answerOf(
  tokens: number,
  atSecond: (ports: AnswerPorts, conversationId: string, second: number) => Promise<void> = async () => undefined,
) {
  const { documents } = dynamo;
  const conversationId = newMessageId();
  let clock = 1_790_000_000_000;
  const began = clock;
  let said = 0;
  let goOn = () => {};
  const now = () => clock;
  const model: LanguageModel = {
    name: 'paced',
    async *stream(_, signal) {
      for (; said < tokens && !signal.aborted; said += TOKENS_A_SECOND) {
        yield { type: 'text', text: TOKEN.repeat(Math.min(TOKENS_A_SECOND, tokens - said)) };
        await new Promise<void>(resolve => (goOn = resolve));
      }
      yield { type: 'finish', reason: 'complete', usage: null };
    },
  };
  const ports: AnswerPorts = {
    ...harness({ now, model, history: createDynamoHistory(documents, 'conversations', now) }),
    turns: createDynamoTurns(documents, 'conversations', now),
    async pause(ms, signal) {
      // The last word has been said: nothing is to be waited for.
      if (said >= tokens && !signal.aborted) await once(signal, 'abort');
      await new Promise(resolve => setImmediate(resolve));
      clock += ms;
      await atSecond(ports, conversationId, (clock - began) / 1_000);
      queueMicrotask(goOn);
    },
  };
  const message = newMessage();
  dynamo.consumed();
  await ports.history.accept(conversationId, message);
  await answer({ conversationId, messageId: message.id }, ports, new AbortController().signal);
  const consumed = dynamo.consumed();
  const text = (await ports.history.find(conversationId, message.id))?.reply?.text;
  return { ...consumed, text, conversationId, seconds: (clock - began) / 1_000, left: await itemsOf(conversationId) };
}

async function itemsOf(conversationId: string): Promise<readonly string[]> {
  const { Items = [] } = await dynamo.documents.send(
    new QueryCommand({
      TableName: 'conversations',
      ConsistentRead: true,
      KeyConditionExpression: 'conversationId = :id',
      ExpressionAttributeValues: { ':id': conversationId },
    }),
  );
  return Items.map(({ item }) => item as string);
}
