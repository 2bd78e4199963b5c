import { isDeepStrictEqual } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoHistory } from '@lex-chat/backend/adapters/dynamo/history';
import { TABLES } from '@lex-chat/demo/stack-environment';
import { newMessageId, replyIdOf, type Entry } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { openVisitor, type Visitor } from '../stack/visitor.ts';
import { outcome, textHeard } from './faulty-stack.ts';
import { measured, percentile, times } from './measured.ts';

const running = useStack({ pace: { firstTokenMs: 20, tokensPerSecond: 50 } });

it(
  '[R4] tells the rest of an answer to whoever was offline, whether it goes on or is over',
  async ({ task }) => {
    running.stack.model.direct({ answer: () => '말 👋 '.repeat(120), pieces: 5 });
    const waits: number[] = [];
    for (let trial = 0; trial < times(4, 40, 2); trial++) {
      const visitor = await openVisitor(running.stack.url);
      const before = await visitor.connect();
      const messageId = newMessageId();
      before.say({ type: 'message-send', messageId, text: '교환이나 환불은 어떻게 하나요?' });
      await before.hear('reply-delta', ({ offset }) => offset > 20 * trial);
      before.close();
      const held = textHeard(before.heard, messageId);
      // Every other time nobody is back before it is over.
      if (trial % 2)
        await expect.poll(async () => (await visitor.history()).entries, { timeout: 20_000 }).toHaveLength(2);

      const after = await visitor.connect();
      const began = performance.now();
      const open = [{ replyId: replyIdOf(messageId), attempt: held.attempt, length: held.text.length }];
      after.say({ type: 'conversation-resume', after: null, open });
      await Promise.race([
        after.hear('reply-delta'),
        after.hear('entry', ({ entry }) => entry.id === open[0]!.replyId),
      ]);
      waits.push(performance.now() - began);
      const { text } = await outcome(after, messageId).catch(() => ({ text: '' }));
      const whole = after.heard.some(({ type }) => type === 'reply-end')
        ? textHeard([...before.heard, ...after.heard], messageId).text
        : text;
      expect(whole).toBe((await visitor.history()).entries.at(-1)!.text);
      after.close();
    }
    measured(task).atMost('from resuming to the next word, p95', 2_000, percentile(waits, 0.95), 'ms');
  },
  times(120_000, 7_200_000),
);

it(
  '[R4] says so when too much was missed to be told, and the history has it',
  async ({ task }) => {
    const trials = times(10, 100, 4);
    let different = 0;
    let incomplete = 0;
    for (let trial = 0; trial < trials; trial++) {
      const visitor = await openVisitor(running.stack.url);
      await speak(visitor, 2);
      const known = (await visitor.history()).entries;
      // As another device would, while this one is offline.
      await speak(visitor, trial * times(6, 6, 15));
      const socket = await visitor.connect();
      socket.say({ type: 'conversation-resume', after: known.at(-1)!.id, open: [] });
      const { complete } = await socket.hear('resumed');
      const told = socket.heard.flatMap(message => (message.type === 'entry' ? [message.entry] : []));
      const history = await allOf(visitor);
      if (!complete) incomplete += 1;
      const view = complete ? [...known, ...told] : history;
      if (!isDeepStrictEqual(view, history)) different += 1;
      socket.close();
    }
    expect(incomplete, 'some were away for too much').toBeGreaterThan(0);
    expect(incomplete).toBeLessThan(trials);
    measured(task).is('views that differ from the history', 0, different);
  },
  times(120_000, 7_200_000),
);

/** Messages with their replies, by way of the table. */
async function speak({ session }: Visitor, count: number): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: running.stack.dynamo.url,
    region: 'local',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const history = createDynamoHistory(DynamoDBDocumentClient.from(client), TABLES.conversationsTable);
  for (let i = 0; i < count; i++) {
    const message = { id: newMessageId(), text: `${i}`, attributes: {}, mode: 'chat', locale: 'ko_KR', visitorId: 'v' };
    const accepted = await history.accept(session.conversationId, message as Parameters<typeof history.accept>[1]);
    if (accepted.outcome !== 'stored') throw new Error('expected a new message');
    await history.storeReply(session.conversationId, accepted.message, {
      role: 'assistant',
      id: replyIdOf(message.id),
      inReplyTo: message.id,
      attempt: 1,
      text: `${i}!`,
      parts: [],
      locale: 'ko_KR',
      source: { kind: 'model', name: 'm' },
      at: i,
      reason: 'complete',
    });
  }
  client.destroy();
}

async function allOf(visitor: Visitor): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (let before: string | null = ''; before !== null;) {
    const page = await visitor.history(before && `?before=${before}`);
    entries.unshift(...page.entries);
    before = page.before;
  }
  return entries;
}
