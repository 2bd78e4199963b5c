import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { ask, openAsking, runs, type Asking } from '../../promises/faulty-stack.ts';
import { AS_ON_LAMBDA, useStack } from '../../stack/stack.ts';
import { note, whenQuick } from '../benchmark.ts';

const PACE = { firstTokenMs: 100, tokensPerSecond: 100 };
const TOKENS = 100;
const PIECE = 4;
const TURNS = whenQuick(4, 50);
const TALKING_MS = whenQuick(2_000, 15_000);

const running = useStack({ pace: PACE, processes: AS_ON_LAMBDA });

/** How long a turn takes over what the stand-in itself takes: to its first text, and as a whole. */
async function overhead({ socket }: Asking): Promise<readonly [first: number, whole: number]> {
  const messageId = newMessageId();
  const began = performance.now();
  socket.say({ type: 'message-send', messageId, text: `교환은 어떻게 하나요? ${messageId}` });
  await socket.hear('reply-delta', ({ replyId }) => replyId === replyIdOf(messageId));
  const first = performance.now() - began;
  await socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId));
  const whole = performance.now() - began;
  const told = PACE.firstTokenMs + (TOKENS / PACE.tokensPerSecond) * 1_000;
  return [first - PACE.firstTokenMs, whole - told];
}

it('a turn of the model, over what the model takes', async ({ task }) => {
  running.stack.model.direct({ answer: () => '말'.repeat(TOKENS * PIECE), pieces: PIECE });
  const asking = await openAsking(running.stack.url);
  await overhead(asking);
  const turns = await runs(TURNS, () => overhead(asking), 1);
  running.stack.model.direct(null);
  asking.socket.close();
  note(task, {
    area: 'service',
    what: 'first text, over the model’s own',
    unit: 'ms',
    of: { 'lex-chat': turns.map(([first]) => first) },
  });
  note(task, {
    area: 'service',
    what: 'whole turn, over the model’s own',
    unit: 'ms',
    of: { 'lex-chat': turns.map(([, whole]) => whole) },
  });
});

it.for([1, 4, 16])('turns of Lex, %i visitors talking', async (visitors, { task }) => {
  const askings = await runs(visitors, () => openAsking(running.stack.url));
  for (const { socket } of askings) await ask(socket, newMessageId(), '안녕');
  const waits: number[] = [];
  const until = performance.now() + TALKING_MS;
  await Promise.all(
    askings.map(async ({ socket }) => {
      while (performance.now() < until) {
        const began = performance.now();
        expect(await ask(socket, newMessageId(), '안녕')).toMatchObject({ failure: null });
        waits.push(performance.now() - began);
      }
      socket.close();
    }),
  );
  const what = `${visitors} visitors at once`;
  note(task, {
    area: 'service',
    what: `turns of Lex a second, ${what}`,
    unit: '',
    of: { 'lex-chat': [(waits.length * 1_000) / TALKING_MS] },
  });
  note(task, { area: 'service', what: `a turn of Lex, ${what}`, unit: 'ms', of: { 'lex-chat': waits } });
});
