import { replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { deleteHistory } from './delete-history.ts';
import { harness, heardBy, modelSaying, replyTo, run, say, text, understanding, type Harness } from '../fakes.ts';
import { follow } from '../delivery/follow.ts';
import type { IntentRecognizer, Utterance } from '../ports.ts';
import { UpstreamError } from '../upstream-error.ts';

const never = new AbortController().signal;

/** Everything, with a bot whose memory tells what it was asked to forget. */
function withMemory(ports: Harness) {
  const forgotten: string[] = [];
  return {
    ...ports,
    forgotten,
    botMemory: { forget: async (id: string) => (forgotten.push(id), 'forgotten' as const) },
  };
}
const entriesOf = async ({ history }: Harness) => (await history.page('c1', 10)).entries;

it('tells who waits for a message that was deleted while it was being accepted that no answer will come [P7.9] [R29]', async () => {
  const ports = harness();
  await ports.turns.connect('c1', { connectionId: 'one', open: [], at: 0, until: Infinity });
  const { id } = await say(ports, 'c1');
  await ports.turns.clear('c1');
  expect(await run(ports, id)).toBe('answered');
  expect(heardBy(ports, 'one')).toEqual([{ type: 'failure', code: 'not-found', messageId: id }]);
  expect(await ports.turns.read('c1')).toMatchObject({ leaseUntil: null });

  const next = await say(ports, 'c1');
  await run(ports, next.id);
  expect(heardBy(ports, 'one').at(-1)).toMatchObject({ type: 'reply-end', reason: 'complete' });
});

it('deletes what was said and what the bot remembers, and tells every socket [P7.9] [R29]', async () => {
  const ports = withMemory(harness());
  for (const connectionId of ['one', 'two'])
    await ports.turns.connect('c1', { connectionId, open: [], at: 0, until: Infinity });
  const { id } = await say(ports, 'c1');
  await run(ports, id);
  ports.gateway.told.clear();
  await deleteHistory('c1', ports);
  expect(await entriesOf(ports)).toEqual([]);
  expect(ports.forgotten).toEqual(['c1']);
  for (const socket of ['one', 'two']) expect(heardBy(ports, socket)).toEqual([{ type: 'history-deleted' }]);
  expect((await ports.turns.read('c1')).connections, 'which stay').toHaveLength(2);
});

it('ends a running reply: aborts its model, stores nothing of it, and answers what is said next [P7.9]', async () => {
  let begin = () => {};
  const begun = new Promise<void>(resolve => (begin = resolve));
  let aborted = false;
  const ports = withMemory(
    harness({
      model: {
        name: 'fake',
        async *stream(_, signal) {
          yield { type: 'text', text: '이틀 ' };
          begin();
          await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }));
          aborted = true;
          throw new UpstreamError('bedrock', { cause: signal.reason });
        },
      },
    }),
  );
  await ports.turns.connect('c1', { connectionId: 'one', open: [], at: 0, until: Infinity });
  const { id } = await say(ports, 'c1');
  const answering = run(ports, id);
  await begun;
  await deleteHistory('c1', ports);
  await answering;
  expect(aborted).toBe(true);
  expect(await entriesOf(ports)).toEqual([]);
  expect(heardBy(ports, 'one').filter(({ type }) => type === 'failure' || type === 'history-deleted')).toEqual([
    { type: 'failure', code: 'not-found', messageId: id },
    { type: 'history-deleted' },
  ]);

  const afresh = { ...ports, model: modelSaying('다시요.') };
  const next = await say(afresh, 'c1');
  await run(afresh, next.id);
  expect((await entriesOf(ports)).map(({ id }) => id)).toEqual([next.id, replyIdOf(next.id)]);
});

it('takes back a reply that was stored while its message was deleted', async () => {
  const ports = withMemory(harness());
  const { id } = await say(ports, 'c1');
  const { storeReply } = ports.history;
  ports.history.storeReply = async (...given) => {
    // Between the last checkpoint of the worker and this write.
    await deleteHistory('c1', ports);
    return storeReply(...given);
  };
  await run(ports, id);
  expect(await entriesOf(ports)).toEqual([]);
  expect(await ports.history.rate('c1', replyIdOf(id), { rating: 'up' }), 'nor is it kept').toBe('unknown');
});

it('goes on where it was broken off', async () => {
  const ports = withMemory(harness());
  const { id } = await say(ports, 'c1');
  await run(ports, id);
  const { erase } = ports.history;
  ports.history.erase = () => Promise.reject(new UpstreamError('dynamodb', { cause: 'down' }));
  await expect(deleteHistory('c1', ports)).rejects.toThrow('dynamodb');
  expect(await entriesOf(ports), 'out of sight already').toEqual([]);
  ports.history.erase = erase;
  await deleteHistory('c1', ports);
  expect(await replyTo(ports, id)).toBeUndefined();
  expect(await ports.history.rate('c1', replyIdOf(id), { rating: 'up' })).toBe('unknown');
});

it('tells who waits for an answer that there is none any more', async () => {
  const ports = withMemory(harness());
  const { id } = await say(ports, 'c1');
  await deleteHistory('c1', ports);
  const seen = [];
  for await (const each of follow(
    { conversationId: 'c1', messageId: id, formerAttempt: 0, sessionBegan: 1 },
    ports,
    never,
  ))
    seen.push(each);
  expect(seen).toEqual([{ state: 'failed', code: 'not-found' }]);
});

it('has the bot forget what it was told while all was being deleted, and nothing of what it is told next [P7.9] [R29]', async () => {
  let answerNow = () => {};
  const answering = new Promise<void>(resolve => (answerNow = resolve));
  const ports = withMemory(harness());
  const dialogues: string[] = [];
  const recognize = async ({ dialogueId }: Utterance, held: Promise<void>) => {
    dialogues.push(dialogueId);
    await held;
    return understanding({ messages: [text('누구에게 보낼까요?')] });
  };
  const { id } = await say(ports, 'c1');
  const first = run({ ...ports, recognizer: { speaks: () => true, recognize: u => recognize(u, answering) } }, id);
  await expect.poll(() => dialogues).toEqual(['c1']);
  await deleteHistory('c1', ports);
  const { id: next } = await say(ports, 'c1');
  await run({ ...ports, recognizer: { speaks: () => true, recognize: u => recognize(u, Promise.resolve()) } }, next);
  answerNow();
  await first;
  expect(dialogues, 'is another dialogue').toEqual(['c1', 'c1.2']);
  expect(ports.forgotten, 'once when asked to, once when it had come to an end').toEqual(['c1', 'c1']);
});

it('leaves the dialogue to the worker who has taken over', async () => {
  let clock = 1_790_000_000_000;
  const ports = withMemory(harness({ now: () => clock }));
  const { id } = await say(ports, 'c1');
  const recognizer: IntentRecognizer = {
    speaks: () => true,
    async recognize() {
      clock += 60_000;
      await ports.turns.claim('c1', id, clock + 60_000);
      await new Promise(resolve => setImmediate(resolve));
      return understanding({ messages: [text('네')] });
    },
  };
  await run({ ...ports, recognizer }, id);
  expect(ports.forgotten).toEqual([]);
});

it('erases all although the bot cannot be reached, says so, and has it all forgotten when asked again', async () => {
  const ports = withMemory(harness());
  const { id } = await say(ports, 'c1');
  await run(ports, id);
  const down = { forget: () => Promise.reject(new UpstreamError('lex', { cause: 'down' })) };
  let isErased = false;
  const { erase } = ports.history;
  ports.history.erase = async (...given) => {
    await new Promise(resolve => setImmediate(resolve));
    await erase(...given);
    isErased = true;
  };
  await expect(deleteHistory('c1', { ...ports, botMemory: down })).rejects.toThrow('lex');
  expect(isErased).toBe(true);
  await deleteHistory('c1', ports);
  await deleteHistory('c1', ports);
  expect(ports.forgotten).toContain('c1');
});

it('takes a bot that is busy for forgotten only where a worker is left to see to it', async () => {
  const ports = harness({ botMemory: { forget: async () => 'busy' } });
  const { id } = await say(ports, 'c1');
  await ports.turns.claim('c1', id, ports.now() + 1);
  await deleteHistory('c1', ports);
  await say(ports, 'c1');
  await expect(deleteHistory('c1', ports), 'nobody is at it').rejects.toThrow('lex');
});
