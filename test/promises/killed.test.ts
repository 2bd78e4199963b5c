import { after, mentions, type Call } from '@lex-chat/demo/faults/fault';
import { modelSays } from '@lex-chat/demo/faults/model-streams';
import { expect, it } from 'vitest';
import { ask, runs, useFaultyStack, warmUp } from './faulty-stack.ts';
import { expectOneOfEach, live, type Begun } from './lives.ts';
import { measured, times, PATIENTLY } from './measured.ts';

const running = useFaultyStack();

/** Mostly they wait for a lease to run out. */
const AT_ONCE = 8;

const ANSWER = modelSays({
  pieces: Array.from({ length: 8 }, (_, i) => `${i + 1}번째 조각이에요. `),
  end: 'complete',
  pauseMs: 40,
});

/** Kills whichever function makes the call behind `before` others for this message. */
function killAt(before: number, when: 'before' | 'after', { isOfThis }: Begun, died: string[]): void {
  const { lex, model, dynamo, lambda, sockets } = running.faults;
  const nameOf = ({ pid }: Call) => running.stack.functions.processes().find(process => process.pid === pid)?.name;
  const isHere = after(before, isOfThis);
  for (const gate of [lex, model, dynamo, lambda, sockets]) {
    const fits = (call: Call) => {
      const name = nameOf(call);
      // Reading the history afterwards is no part of it.
      if ((name !== 'receive' && name !== 'answer') || !isHere(call)) return false;
      died.push(name);
      return true;
    };
    gate.set({ does: 'kill', when }, { times: 1, fits });
  }
}

for (const [kind, name, calls] of [
  ['lex', 'Lex', 16],
  ['model', 'the model', 24],
] as const) {
  it(
    `[R15] survives a SIGKILL before and behind each call of a turn that ${name} answers`,
    { timeout: PATIENTLY },
    async ({ task }) => {
      await warmUp(running);
      const whens = ['before', 'after'] as const;
      const all = Array.from({ length: calls }, (_, at) => whens.map(when => ({ at, when })));
      // One of each two in a short run, and in the shortest at every other call.
      const places =
        times(0, 1) === 1
          ? [...all, ...all].flat()
          : all.map((pair, at) => pair[at % 2]!).filter((_, nth) => nth % times(1, 1, 3) === 0);
      const died: string[] = [];
      const lived = await runs(
        places.length,
        async index => {
          const { at, when } = places[index]!;
          const one = await live(running, kind, begun => {
            running.faults.model.set(ANSWER, { fits: mentions(begun.messageId) });
            killAt(at, when, begun, died);
          });
          one.socket.close();
          return one;
        },
        AT_ONCE,
      );
      expect(new Set(died)).toEqual(new Set(['receive', 'answer']));
      measured(task).atLeast('processes killed', Math.floor(places.length / 2), died.length);
      expectOneOfEach(task, lived);
    },
  );
}

it(
  '[R15] keeps all but the last second of an answer whose worker is killed, and gives it afresh only when asked',
  { timeout: PATIENTLY },
  async ({ task }) => {
    const count = times(3, 50);
    const pauseMs = 100;
    const pieces = Array.from({ length: 20 }, (_, i) => `${i + 1}번째 조각이에요. `);
    const lived = await runs(
      count,
      async () => {
        let again: ReturnType<typeof running.faults.model.set> | undefined;
        const one = await live(running, 'model', ({ messageId }) => {
          const fits = mentions(messageId);
          running.faults.model.set(modelSays({ pieces, end: 'kill', pauseMs }), { times: 1, fits });
          again = running.faults.model.set(ANSWER, { fits });
        });
        // Resumed several times by now, and by nobody asked for afresh.
        const unasked = again!.met.length;
        const retried = await ask(one.socket, one.messageId);
        const { entries } = await one.visitor.history();
        one.socket.close();
        return { ...one, unasked, retried, entries };
      },
      AT_ONCE,
    );
    expectOneOfEach(task, lived);
    const whole = pieces.join('');
    const missing = lived.map(({ told }) => {
      expect(whole.startsWith(told.text) && told.reason === 'interrupted').toBe(true);
      return pieces.filter((_, i) => pieces.slice(0, i + 1).join('').length > told.text.length).length;
    });
    // What is said between two checkpoints, and one piece that is on its way.
    measured(task).atMost('answer lost at its end', 1_000 + pauseMs, Math.max(...missing) * pauseMs, 'ms');
    measured(task).is(
      'answers begun afresh by nobody’s wish',
      0,
      lived.reduce((sum, { unasked }) => sum + unasked, 0),
    );
    const answered = lived.filter(({ retried, entries }) => retried.reason === 'complete' && entries.length === 2);
    measured(task).is('one answer after Retry', count, answered.length);
  },
);
