import { setTimeout as wait } from 'node:timers/promises';
import { mentions, type Fault } from '@lex-chat/demo/faults/fault';
import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { openAsking, question, runs, useFaultyStack, warmUp } from './faulty-stack.ts';
import { expectOneOfEach, live } from './lives.ts';
import { measured, times, PATIENTLY } from './measured.ts';

const running = useFaultyStack();

const INVOCATIONS: readonly (readonly [string, Fault])[] = [
  ['delivered twice', { does: 'lose-answer' }],
  ['two at once', { does: 'repeat', times: 2 }],
  ['five at once', { does: 'repeat', times: 5 }],
  ['late', { does: 'hold', until: Promise.resolve() }],
  ['never delivered', { does: 'refuse', status: 202 }],
];

it(
  '[R15] answers once, however often, late or never the worker is called',
  { timeout: PATIENTLY },
  async ({ task }) => {
    await warmUp(running);
    const count = times(2, 50);
    const lived = await runs(INVOCATIONS.length * count, async index => {
      const [name, fault] = INVOCATIONS[index % INVOCATIONS.length]!;
      const one = await live(running, index % 2 ? 'lex' : 'model', ({ isOfThis }) => {
        const late: Fault = { does: 'hold', until: wait(400) };
        running.faults.lambda.set(name === 'late' ? late : fault, { times: 1, fits: isOfThis });
      });
      one.socket.close();
      return { ...one, name };
    });
    expectOneOfEach(task, lived);
    for (const [name] of INVOCATIONS) {
      const of = lived.filter(one => one.name === name);
      measured(task).is(`${name}: answered`, count, of.filter(({ told }) => told.reason === 'complete').length);
    }
  },
);

it(
  '[R15] answers in the order of acceptance, though the workers are called in another',
  { timeout: PATIENTLY },
  async ({ task }) => {
    const count = times(3, 50);
    const inOrder = await runs(count, async () => {
      const { visitor, socket } = await openAsking(running.stack.url);
      const ids = [newMessageId(), newMessageId(), newMessageId()];
      let release = () => {};
      const until = new Promise<void>(resolve => (release = resolve));
      running.faults.lambda.set({ does: 'hold', until }, { times: 1, fits: mentions(ids[0]!) });
      socket.say({ type: 'message-send', messageId: ids[0]!, text: question(ids[0]!) });
      // Accepted in this order; only the call for the first is still on its way.
      await expect.poll(async () => (await visitor.history()).entries.length, { timeout: 10_000 }).toBe(1);
      for (const messageId of ids.slice(1)) socket.say({ type: 'message-send', messageId, text: question(messageId) });
      await expect
        .poll(async () => (await visitor.history()).entries.filter(({ role }) => role === 'visitor').length, {
          timeout: 10_000,
        })
        .toBe(3);
      release();
      await Promise.all(
        ids.map(messageId => socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId))),
      );
      await expect.poll(async () => (await visitor.history()).entries.length, { timeout: 10_000 }).toBe(6);
      const { entries } = await visitor.history();
      const ends = socket.heard.flatMap(message => (message.type === 'reply-end' ? [message.replyId] : []));
      socket.close();
      const asked = entries.filter(({ role }) => role === 'visitor').map(({ id }) => replyIdOf(id));
      const answered = entries.flatMap(entry => (entry.role === 'assistant' ? [entry.id] : []));
      return [ends, answered].every(order => order.join() === asked.join());
    });
    measured(task).is('conversations in order', count, inOrder.filter(Boolean).length);
  },
);
