import { replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { accept } from './accept.ts';
import { botSaying, harness, heardBy, modelSaying, newMessage, replyTo, run, text } from './fakes.ts';
import { LEASE_MS } from './turn/lease.ts';
import type { IntentRecognizer, LanguageModel } from './ports.ts';

const sender = { address: 'address-1' };

/** A worker that falls asleep over a message, for longer than its lease lasts, before it is told anything. */
async function asleep(wakesTo: 'a reply' | 'an error' | 'an answer of Lex') {
  let clock = 1_790_000_000_000;
  let wake = () => {};
  const sleeping = new Promise<void>(resolve => (wake = resolve));
  let begin = () => {};
  const begun = new Promise<void>(resolve => (begin = resolve));
  const sleep = () => (begin(), sleeping);
  // It hears of nothing by itself: that is for its last look to find out.
  const pause = (_: number, signal: AbortSignal) =>
    new Promise<void>(resolve => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve())));
  const ports = harness({ now: () => clock, pause });
  await ports.turns.connect('c1', { connectionId: 'one', open: [], at: 0, until: Infinity });
  const message = newMessage();
  await accept('c1', message, sender, ports);
  const model: LanguageModel = {
    name: 'late',
    async *stream(...given) {
      await sleep();
      yield* modelSaying(...(wakesTo === 'an error' ? [new Error('cut')] : ['늦은 답이에요.'])).stream(...given);
    },
  };
  const recognizer: IntentRecognizer = {
    ...ports.recognizer,
    async recognize(...given) {
      if (wakesTo !== 'an answer of Lex') return ports.recognizer.recognize(...given);
      await sleep();
      return botSaying([text('늦은 답이에요.')]).recognize(...given);
    },
  };
  const zombie = run({ ...ports, model, recognizer }, message.id);
  await begun;
  clock += LEASE_MS + 1;
  return { ports: { ...ports, pause: harness().pause }, message, wakeUp: () => (wake(), zombie) };
}

for (const wakesTo of ['a reply', 'an error', 'an answer of Lex'] as const) {
  it(`lets a worker that wakes up to ${wakesTo} store and tell nothing once its turn was ended in its place [R15]`, async () => {
    const { ports, message, wakeUp } = await asleep(wakesTo);
    await run(ports, message.id);
    const heard = [...heardBy(ports, 'one')];
    expect(heard).toEqual([{ type: 'failure', code: 'unavailable', messageId: message.id }]);
    await wakeUp();
    expect(await ports.history.find('c1', message.id)).toMatchObject({
      message: { failure: 'unavailable' },
      reply: null,
    });
    expect(heardBy(ports, 'one')).toEqual(heard);
  });

  it(`keeps the answer that was given afresh from a worker that wakes up to ${wakesTo} [R15]`, async () => {
    const { ports, message, wakeUp } = await asleep(wakesTo);
    await run(ports, message.id);
    await accept('c1', message, sender, ports);
    await run(ports, message.id);
    const heard = [...heardBy(ports, 'one')];
    expect(heard.at(-1)).toMatchObject({ type: 'reply-end', replyId: replyIdOf(message.id), reason: 'complete' });
    await wakeUp();
    expect(await ports.history.find('c1', message.id)).toMatchObject({
      message: { failure: null },
      reply: { text: '답이에요.', reason: 'complete' },
    });
    expect(heardBy(ports, 'one')).toEqual(heard);
  });
}

it('takes an answer for given that was stored while its turn was taken over', async () => {
  const { ports, message } = await asleep('a reply');
  const { fence, storeReply } = ports.history;
  ports.history.fence = async (id, asked, attempt) => {
    const { message: stored } = (await ports.history.find(id, asked.id))!;
    await storeReply(id, stored, {
      role: 'assistant',
      id: replyIdOf(asked.id),
      inReplyTo: asked.id,
      attempt: attempt - 1,
      text: '늦은 답이에요.',
      parts: [],
      locale: 'ko_KR',
      source: { kind: 'model', name: 'late' },
      at: 1,
      reason: 'complete',
    });
    await fence(id, asked, attempt);
  };
  await run(ports, message.id);
  expect(await replyTo(ports, message.id)).toMatchObject({ text: '늦은 답이에요.', reason: 'complete' });
  expect((await ports.history.find('c1', message.id))?.message.failure).toBeNull();
});
