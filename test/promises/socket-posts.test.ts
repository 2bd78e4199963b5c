import { after, everySecond, mentions, type Fault } from '@lex-chat/demo/faults/fault';
import { modelSays } from '@lex-chat/demo/faults/model-streams';
import { callbacksRefuse } from '@lex-chat/demo/faults/refusals';
import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { ask, openAsking, question, runs, textHeard, useFaultyStack } from './faulty-stack.ts';
import { measured, times, PATIENTLY } from './measured.ts';

const running = useFaultyStack();
const RUNS = times(3, 20, 1);

const PIECES = Array.from({ length: 30 }, (_, i) => `${i + 1}번째 조각이에요. `);
const WHOLE = PIECES.join('');

/** Half of a second of answer. */
const speak = (messageId: string) =>
  running.faults.model.set(modelSays({ pieces: PIECES, end: 'complete', pauseMs: 15 }), { fits: mentions(messageId) });

it(
  '[R16] completes an answer whose reader is gone, and posts to them no further',
  { timeout: PATIENTLY },
  async ({ task }) => {
    const met = await runs(RUNS, async () => {
      const messageId = newMessageId();
      speak(messageId);
      // The frames of a reply name it; the acceptance names the message alone.
      const isOfReply = mentions(replyIdOf(messageId));
      const gone = running.faults.sockets.set(callbacksRefuse(410), { times: 1, fits: after(2, isOfReply) });
      const further = running.faults.sockets.set(callbacksRefuse(410), { fits: isOfReply });
      // What comes before the first 410 passes.
      further.end();
      const { visitor, socket } = await openAsking(running.stack.url);
      socket.say({ type: 'message-send', messageId, text: question(messageId) });
      await expect.poll(() => gone.met.length, { timeout: 10_000 }).toBe(1);
      const later = running.faults.sockets.set(callbacksRefuse(410), { fits: isOfReply });
      await expect.poll(async () => (await visitor.history()).entries.length, { timeout: 10_000 }).toBe(2);
      const { entries } = await visitor.history();
      socket.close();
      return { further: later.met.length, reply: entries.at(-1) };
    });
    measured(task).is(
      'answers whole in the history',
      RUNS,
      met.filter(({ reply }) => reply?.text === WHOLE && reply.role === 'assistant' && reply.reason === 'complete')
        .length,
    );
    measured(task).atMost('further posts to a socket that is gone', 1, Math.max(...met.map(({ further }) => further)));
  },
);

it('[R16] posts again, in its place, what @connections had no time for', { timeout: PATIENTLY }, async ({ task }) => {
  const kinds: readonly (readonly [string, Fault])[] = [
    ['429', callbacksRefuse(429)],
    ['500', callbacksRefuse(500)],
    ['answer lost', { does: 'lose-answer' }],
    ['slow', { does: 'hold', until: Promise.resolve() }],
  ];
  const met = await runs(kinds.length * RUNS, async index => {
    const [name, fault] = kinds[index % kinds.length]!;
    const messageId = newMessageId();
    speak(messageId);
    const spoiled = (): Fault =>
      name === 'slow' ? { does: 'hold', until: new Promise(resolve => setTimeout(resolve, 200)) } : fault;
    const set = running.faults.sockets.set(spoiled, { fits: everySecond(mentions(messageId)) });
    const { socket } = await openAsking(running.stack.url);
    const told = await ask(socket, messageId);
    socket.close();
    // Throws on a gap, as on a frame that comes before its turn.
    const { text } = textHeard(socket.heard, messageId);
    const offsets = socket.heard.flatMap(message => (message.type === 'reply-delta' ? [message.offset] : []));
    return {
      name,
      told,
      text,
      met: set.met.length,
      isInOrder: offsets.every((at, i) => i === 0 || at >= offsets[i - 1]!),
    };
  });
  for (const [name] of kinds) {
    const of = met.filter(each => each.name === name);
    const whole = of.filter(({ told, text, isInOrder }) => told.reason === 'complete' && text === WHOLE && isInOrder);
    measured(task).is(`${name}: heard whole and in order`, RUNS, whole.length);
  }
  expect(Math.min(...met.map(each => each.met))).toBeGreaterThan(1);
});
