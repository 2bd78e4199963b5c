import { WAITS } from '@lex-chat/backend/functions/waits';
import { mentions, type Fault } from '@lex-chat/demo/faults/fault';
import { lexRefuses } from '@lex-chat/demo/faults/refusals';
import { LEX_TEXT_MAX_LENGTH, newMessageId } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { ask, openAsking, runs, useFaultyStack, WAIT_FACTOR, warmUp } from './faulty-stack.ts';
import { measured, times, PATIENTLY } from './measured.ts';

const running = useFaultyStack();
const RUNS = times(2, 20);

const FAULTS: readonly (readonly [string, Fault])[] = [
  ['429', lexRefuses('ThrottlingException')],
  ['424', lexRefuses('DependencyFailedException')],
  ['409', lexRefuses('ConflictException')],
  ['500', lexRefuses('InternalServerException')],
  ['cut', { does: 'cut' }],
  ['answer lost', { does: 'lose-answer' }],
  ['hang', { does: 'hang' }],
];

/** What Lex itself heard of a conversation, by its own record. */
const heardByLex = (conversationId: string) =>
  running.stack.lex.calls.filter(
    ({ operation, sessionId }) => operation === 'RecognizeText' && sessionId === conversationId,
  ).length;

it(
  '[R17] has the model answer when Lex fails, and asks Lex no second time',
  { timeout: PATIENTLY },
  async ({ task }) => {
    await warmUp(running);
    const met = await runs(FAULTS.length * RUNS, async index => {
      const [name, fault] = FAULTS[index % FAULTS.length]!;
      const messageId = newMessageId();
      const set = running.faults.lex.set(fault, { fits: mentions(messageId) });
      const { visitor, socket } = await openAsking(running.stack.url);
      const begun = performance.now();
      // A text that Lex would know: a greeting of the bot, were it asked.
      const told = await ask(socket, messageId, '안녕');
      const ms = performance.now() - begun;
      const { entries } = await visitor.history();
      socket.close();
      const { conversationId } = visitor.session;
      const spared = name === 'hang' ? WAITS.lexMs * (1 - WAIT_FACTOR) : 0;
      return { name, told, ms: ms + spared, entries, asked: set.met.length, heard: heardByLex(conversationId) };
    });

    for (const [name] of FAULTS) {
      const of = met.filter(each => each.name === name);
      const answered = of.filter(({ told, entries: [, reply, ...more] }) => {
        const isStored = reply?.role === 'assistant' && reply.source.kind === 'model' && reply.text === told.text;
        return told.reason === 'complete' && isStored && more.length === 0;
      });
      measured(task).is(`${name}: answered by the model`, RUNS, answered.length);
      // Only one whose answer was lost had reached it.
      expect(of.map(({ heard }) => heard)).toEqual(of.map(() => (name === 'answer lost' ? 1 : 0)));
    }
    measured(task).is('most times that Lex was asked', 1, Math.max(...met.map(({ asked }) => asked)));
    measured(task).atMost(
      `longest wait for the end of the answer, with what this run spares of the ${WAITS.lexMs / 1_000} s for Lex`,
      10_000,
      Math.max(...met.map(({ ms }) => ms)),
      'ms',
    );
  },
);

it(
  '[R17] gives a text that is too long for Lex to the model, by every way',
  { timeout: PATIENTLY },
  async ({ task }) => {
    const text = '가'.repeat(LEX_TEXT_MAX_LENGTH + 1);
    const { visitor, socket } = await openAsking(running.stack.url);
    const told = await ask(socket, newMessageId(), text);
    socket.close();
    const whole = await visitor.call('POST', '/chat', { text });
    const streamed = await fetch(`${running.stack.url}/chat`, {
      method: 'POST',
      headers: { authorization: `Bearer ${visitor.session.token}`, accept: 'text/event-stream' },
      body: JSON.stringify({ text }),
    });
    expect(await streamed.text()).toContain('"reason":"complete"');
    expect(told).toMatchObject({ failure: null, reason: 'complete' });
    measured(task).is(
      'answers over HTTP that are no 5xx',
      2,
      [whole, streamed].filter(({ status }) => status === 200).length,
    );
    measured(task).is('asked of Lex', 0, heardByLex(visitor.session.conversationId));
  },
);
