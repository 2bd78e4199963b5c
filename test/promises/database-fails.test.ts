import { everySecond, mentions, type Call } from '@lex-chat/demo/faults/fault';
import { dynamoFails, dynamoThrottles, isWrite } from '@lex-chat/demo/faults/refusals';
import { newMessageId, type HistoryPage } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { problem } from '../stack/visitor.ts';
import { ask, openAsking, question, runs, useFaultyStack, warmUp, type Asking } from './faulty-stack.ts';
import { measured, times, PATIENTLY } from './measured.ts';

const running = useFaultyStack();

const isAccepted = ({ socket }: Asking, messageId: string) =>
  socket.heard.some(message => message.type === 'message-accepted' && message.messageId === messageId);
const holds = ({ entries }: HistoryPage, messageId: string) => entries.some(({ id }) => id === messageId);

it('[R14] answers while every second write is throttled', { timeout: PATIENTLY }, async ({ task }) => {
  const RUNS = times(4, 20, 2);
  const met = await runs(RUNS, async () => {
    const asking = await openAsking(running.stack.url);
    const messageId = newMessageId();
    const { conversationId } = asking.visitor.session;
    const ofThis = mentions(conversationId, messageId);
    const set = running.faults.dynamo.set(dynamoThrottles, {
      fits: everySecond((call: Call) => isWrite(call) && ofThis(call)),
    });
    const told = await ask(asking.socket, messageId);
    const history = await asking.visitor.history();
    asking.socket.close();
    return {
      told,
      history,
      throttled: set.met.length,
      lost: isAccepted(asking, messageId) && !holds(history, messageId),
    };
  });
  measured(task).is('acknowledged messages lost', 0, met.filter(({ lost }) => lost).length);
  const answered = met.filter(
    ({ told, history }) => told.reason === 'complete' && history.entries[1]?.text === told.text,
  );
  measured(task).is('answered', RUNS, answered.length);
  measured(task).atLeast(
    'throttled writes of each turn, at least',
    2,
    Math.min(...met.map(({ throttled }) => throttled)),
  );
});

it(
  '[R14] loses nothing it has acknowledged while all is throttled for a time',
  { timeout: PATIENTLY },
  async ({ task }) => {
    const seconds = times(2, 10, 1);
    await warmUp(running);
    const askings = await Promise.all(Array.from({ length: times(4, 4, 2) }, () => openAsking(running.stack.url)));
    const sent: { readonly asking: Asking; readonly messageId: string }[] = [];
    const say = () => {
      for (const asking of askings) {
        const messageId = newMessageId();
        asking.socket.say({ type: 'message-send', messageId, text: question(messageId) });
        sent.push({ asking, messageId });
      }
    };
    // Some are in the middle of their turn when it begins, others come while it lasts.
    say();
    await Promise.all(askings.map(({ socket }) => socket.hear('message-accepted')));
    const throttled = running.faults.dynamo.set(dynamoThrottles);
    const until = performance.now() + seconds * 1_000;
    while (performance.now() < until) {
      say();
      await new Promise(resolve => setTimeout(resolve, 500));
    }
    throttled.end();

    // What was not acknowledged is the visitor's to send again, as the widget does.
    const sendAgain = async ({ asking, messageId }: (typeof sent)[number]) => {
      const again = () => asking.socket.say({ type: 'message-send', messageId, text: question(messageId) });
      const isAnswered = async () =>
        (await asking.visitor.history('?limit=100')).entries.some(
          entry => entry.role === 'assistant' && entry.inReplyTo === messageId && entry.reason === 'complete',
        );
      const before = await asking.visitor.history('?limit=100');
      if (isAccepted(asking, messageId)) expect(holds(before, messageId), 'acknowledged and stored').toBe(true);
      // A turn that died of it is settled first: then the visitor is told, and asks once more.
      for (let tries = 0; !(await isAnswered()) && tries < 20; tries++) {
        again();
        await Promise.race([
          expect.poll(isAnswered, { timeout: 2_000, interval: 200 }).toBe(true),
          new Promise(resolve => setTimeout(resolve, 1_500)),
        ]);
      }
      expect(await isAnswered(), 'answered in the end').toBe(true);
    };
    await Promise.all(
      askings.map(async asking => {
        for (const one of sent.filter(one => one.asking === asking)) await sendAgain(one);
      }),
    );
    const lost = [];
    let replies = 0;
    for (const asking of askings) {
      const history = await asking.visitor.history('?limit=100');
      replies += history.entries.filter(({ role }) => role === 'assistant').length;
      lost.push(...sent.filter(one => one.asking === asking && !holds(history, one.messageId)));
      asking.socket.close();
    }
    expect(throttled.met.length).toBeGreaterThan(sent.length);
    measured(task).is('acknowledged messages lost', 0, lost.length);
    measured(task).is('answers for as many messages', sent.length, replies);
  },
);

it(
  '[R14] acknowledges nothing while the database is down, says so, and goes on afterwards',
  { timeout: PATIENTLY },
  async ({ task }) => {
    const kinds = [
      ['500', dynamoFails],
      ['no connection', { does: 'cut' }],
      ['no answer', { does: 'hang' }],
    ] as const;
    const waits: number[] = [];
    for (const [, fault] of kinds) {
      const asking = await openAsking(running.stack.url);
      const down = running.faults.dynamo.set(fault);
      const messageId = newMessageId();
      const begun = performance.now();
      const [refused, told] = await Promise.all([
        asking.visitor.call('POST', '/chat', { text: '안녕', messageId: newMessageId() }),
        ask(asking.socket, messageId),
      ]);
      waits.push(performance.now() - begun);
      expect(refused.status).toBe(503);
      expect(await problem(refused)).toMatchObject({ code: 'unavailable' });
      expect(told.failure).toBe('unavailable');
      expect(isAccepted(asking, messageId)).toBe(false);
      down.end();
      expect(await ask(asking.socket, messageId)).toMatchObject({ reason: 'complete' });
      asking.socket.close();
    }
    measured(task).atMost('longest wait for the error', 10_000, Math.max(...waits), 'ms');
  },
);
