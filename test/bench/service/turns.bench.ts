import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { ask, forLex, openAsking, question, runs, type Asking } from '../../promises/faulty-stack.ts';
import { percentile } from '../../promises/measured.ts';
import { AS_ON_LAMBDA, useStack } from '../../stack/stack.ts';
import { note, whenQuick } from '../benchmark.ts';
import { hearModel, type ModelHeard } from './hear-model.ts';

const PACE = { firstTokenMs: 100, tokensPerSecond: 100 };
const TOKENS = 100;
const PIECE = 4;
const TURNS = whenQuick(4, 50);
const TALKING_MS = whenQuick(2_000, 15_000);
/** Visitors who say the next thing as soon as they have been answered. */
const RUNGS = whenQuick([1, 8], [1, 2, 4, 8, 16, 32]);
/** Of a turn that Lex answers: somebody who waits longer notices. */
const TURN_MAX_MS = 500;

const running = useStack({ pace: PACE, processes: AS_ON_LAMBDA });

/** How long a turn takes over what the stand-in itself takes, as it was: to its first text, and as a whole. */
async function overhead({ socket }: Asking, model: ModelHeard): Promise<readonly [first: number, whole: number]> {
  const messageId = newMessageId();
  const replyId = replyIdOf(messageId);
  const began = performance.now();
  socket.say({ type: 'message-send', messageId, text: question(messageId) });
  await socket.hear('reply-delta', message => message.replyId === replyId);
  const first = performance.now() - began;
  await socket.hear('reply-end', message => message.replyId === replyId);
  const whole = performance.now() - began;
  const { asked, sent } = model.toldTo(messageId);
  return [first - (sent[0]! - asked), whole - (sent.at(-1)! - asked)];
}

it('a turn of the model, over what the model takes', async ({ task }) => {
  const { stack } = running;
  stack.model.direct({ answer: () => '말'.repeat(TOKENS * PIECE), pieces: PIECE });
  const model = hearModel(stack);
  const asking = await openAsking(stack.url);
  await overhead(asking, model);
  const turns = await runs(TURNS, () => overhead(asking, model), 1);
  model.stop();
  stack.model.direct(null);
  asking.socket.close();
  const line = (what: string, samples: readonly number[]) =>
    note(task, { area: 'service', what, unit: 'ms', of: { 'lex-chat': samples } });
  line(
    'first text, over the model’s own',
    turns.map(([first]) => first),
  );
  line(
    'whole turn, over the model’s own',
    turns.map(([, whole]) => whole),
  );
});

/** How long each turn of so many visitors took who all talk at once, and how many there were in a second. */
async function talk(visitors: number): Promise<{ readonly waits: readonly number[]; readonly aSecond: number }> {
  const askings = await runs(visitors, () => openAsking(running.stack.url));
  // Once for as many processes to start.
  await Promise.all(askings.map(({ socket }) => ask(socket, newMessageId(), forLex(0))));
  const waits: number[] = [];
  const began = performance.now();
  await Promise.all(
    askings.map(async ({ socket }) => {
      for (let turn = 1; performance.now() - began < TALKING_MS; turn++) {
        const said = performance.now();
        expect(await ask(socket, newMessageId(), forLex(turn))).toMatchObject({ failure: null });
        waits.push(performance.now() - said);
      }
    }),
  );
  // The last of them end later than they were to begin.
  const seconds = (performance.now() - began) / 1_000;
  for (const { socket } of askings) socket.close();
  return { waits, aSecond: waits.length / seconds };
}

it('turns of Lex, one after the other', async ({ task }) => {
  const rungs: Record<string, Awaited<ReturnType<typeof talk>>> = {};
  let most = 0;
  for (const visitors of RUNGS) {
    const rung = await talk(visitors);
    rungs[visitors === 1 ? '1 visitor' : `${visitors} visitors`] = rung;
    if (percentile(rung.waits, 0.95) > TURN_MAX_MS) break;
    most = Math.max(most, rung.aSecond);
  }
  const line = (what: string, unit: string, read: (rung: (typeof rungs)[string]) => readonly number[]) =>
    note(task, {
      area: 'service',
      what,
      unit,
      of: Object.fromEntries(Object.entries(rungs).map(([name, rung]) => [name, read(rung)])),
    });
  line('turns of Lex a second, visitors who talk at once', '', ({ aSecond }) => [aSecond]);
  line('a turn of Lex, visitors who talk at once', 'ms', ({ waits }) => waits);
  line('a turn of Lex, visitors who talk at once: 95th percentile', 'ms', ({ waits }) => [percentile(waits, 0.95)]);
  note(task, {
    area: 'service',
    what: `turns of Lex a second, none longer than ${TURN_MAX_MS} ms (95th percentile)`,
    unit: '',
    of: { 'lex-chat': [most] },
  });
});
