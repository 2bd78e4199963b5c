import { setTimeout as wait } from 'node:timers/promises';
import { newMessageId } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { ask, openAsking, outcome, question, runs, type Asking } from '../../promises/faulty-stack.ts';
import { AS_ON_LAMBDA, useStack } from '../../stack/stack.ts';
import { atMost, median, note, whenQuick, type Target } from '../benchmark.ts';

/** Far more than there are processes to answer (8 of each function), and to take what is said (8, and 100 that wait). */
const CROWD = whenQuick(120, 400);
const QUIET_TURNS = whenQuick(4, 30);
/** What was not accepted is sent again after this, in milliseconds, as the widget does. */
const AGAIN_MS = 5_000;

const running = useStack({ pace: { firstTokenMs: 20, tokensPerSecond: 2_000 }, processes: AS_ON_LAMBDA });

/** Says a message until it is accepted; how long its answer took, and whether it came whole. */
async function persist({ socket }: Asking): Promise<{ readonly ms: number; readonly isAnswered: boolean }> {
  const messageId = newMessageId();
  const began = performance.now();
  const accepted = socket.hear('message-accepted', message => message.messageId === messageId);
  const ended = outcome(socket, messageId);
  do {
    socket.say({ type: 'message-send', messageId, text: question(messageId) });
  } while ((await Promise.race([accepted, ended, wait(AGAIN_MS, null, { ref: false })])) === null);
  const { failure, reason } = await ended;
  return { ms: performance.now() - began, isAnswered: failure === null && reason === 'complete' };
}

async function quietTurns(asking: Asking): Promise<readonly number[]> {
  return runs(
    QUIET_TURNS,
    async () => {
      const began = performance.now();
      expect(await ask(asking.socket, newMessageId())).toMatchObject({ failure: null });
      return performance.now() - began;
    },
    1,
  );
}

it('more at once than there is room for', async ({ task }) => {
  const { stack } = running;
  stack.model.direct({ answer: () => '네, 됩니다.', pieces: 4 });
  const asking = await openAsking(stack.url);
  const crowd = await runs(CROWD, () => openAsking(stack.url), 8);
  // Once for the processes to start.
  await Promise.all(crowd.slice(0, 8).map(persist));
  const before = await quietTurns(asking);
  let modelCalls = 0;
  const stop = stack.model.overhear(() => void (modelCalls += 1));
  const refusedBefore = stack.functions.invocations['receive']!.failed;
  const answers = await Promise.all(crowd.map(persist));
  const refused = stack.functions.invocations['receive']!.failed - refusedBefore;
  stop();
  // What API Gateway says by itself knows no message’s id.
  const told = crowd
    .flatMap(({ socket }) => socket.heard)
    .filter(said => said.type === 'failure' && !said.messageId).length;
  const inside = stack.sockets.connections.all().length;
  const after = await quietTurns(asking);
  stack.model.direct(null);
  for (const { socket } of [...crowd, asking]) socket.close();

  const what = `${CROWD} messages at once, room for 8, and for 100 that wait`;
  const line = (name: string, unit: string, samples: readonly number[], target?: Target) =>
    note(task, {
      area: 'service',
      what: `${what}: ${name}`,
      unit,
      of: { 'lex-chat': samples },
      ...(target && { target }),
    });
  // In order: told so, on a socket that stays, and answered once in the end.
  line('refused, and sent again', '', [refused]);
  line('refused without a word', '', [refused - told], { shown: '0', isMet: refused === told });
  const closed = CROWD + 1 - inside;
  line('sockets closed', '', [closed], atMost(0, closed));
  const unanswered = answers.filter(({ isAnswered }) => !isAnswered).length;
  line('left unanswered', '', [unanswered], atMost(0, unanswered));
  line('answers, by messages', '×', [modelCalls / CROWD], { shown: '1 ×', isMet: modelCalls === CROWD });
  line(
    'until it is answered',
    's',
    answers.map(({ ms }) => ms / 1_000),
  );
  const ratio = median(after) / median(before);
  line('a turn afterwards, by one before', '×', [ratio], atMost(1.5, ratio, '1.5 ×'));
});
