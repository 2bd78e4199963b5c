import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { beforeAll, expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { openVisitor, type Visitor } from '../stack/visitor.ts';
import { measured, times } from './measured.ts';

// An answer of a minute: whatever ends sooner was ended.
const running = useStack({ pace: { firstTokenMs: 20, tokensPerSecond: 10 } });
beforeAll(() => running.stack.model.direct({ answer: () => '느린 답입니다. '.repeat(200), pieces: 4 }));

/** How long the service may take to notice, in milliseconds: a checkpoint, and what a busy machine adds. */
const AT_ONCE_MS = 5_000;

it('[R25] ends every way of waiting for an answer when the visitor logs out [P8.6]', async ({ task }) => {
  const { visitor, waits } = await everyWayOfWaiting();
  const began = performance.now();
  expect((await visitor.call('DELETE', '/sessions')).status).toBe(204);
  for (const [way, waiting] of Object.entries(waits)) expect(await waiting, way).toContain('session-invalid');
  measured(task).atMost('ended after a log-out', AT_ONCE_MS, performance.now() - began, 'ms');
});

it('[R29] ends every way of waiting for an answer when what was said is deleted [P7.9]', async ({ task }) => {
  const { visitor, waits } = await everyWayOfWaiting();
  const began = performance.now();
  expect((await visitor.call('DELETE', '/history')).status).toBe(204);
  for (const [way, waiting] of Object.entries(waits)) expect(await waiting, way).toContain('not-found');
  measured(task).atMost('ended after a deletion', AT_ONCE_MS, performance.now() - began, 'ms');
  expect(await visitor.history()).toEqual({ entries: [], before: null });
});

it('[R29] leaves nobody waiting for a message that is sent while all is deleted', async ({ task }) => {
  const visitor = await openVisitor(running.stack.url);
  const socket = await visitor.connect();
  const trials = times(10, 200, 4);
  let halves = 0;
  for (let trial = 0; trial < trials; trial++) {
    const messageId = newMessageId();
    const deleting = new Promise(resolve => setTimeout(resolve, 8 * (trial % 10))).then(() =>
      visitor.call('DELETE', '/history'),
    );
    socket.say({ type: 'message-send', messageId, text: '안녕' });
    expect((await deleting).status).toBe(204);
    await Promise.race([
      socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId)),
      socket.hear('failure', failure => failure.messageId === messageId),
    ]);
    // Deleted whole, or said after the deletion and answered.
    const left = async () => (await visitor.history()).entries.length;
    if (![0, 2].includes(await left())) halves += 1;
    await visitor.call('DELETE', '/history');
  }
  measured(task).is('messages half deleted', 0, halves);
  socket.close();
});

/** One message, waited for by the stream that has it answered, by one that watches, and by whoever wants it in one piece. */
async function everyWayOfWaiting() {
  const visitor = await openVisitor(running.stack.url);
  const messageId = newMessageId();
  const answering = await stream(visitor, messageId);
  await answering.hear('reply-delta');
  const watching = await stream(visitor, messageId);
  await watching.hear('reply-delta');
  const invoked = () => running.stack.functions.invocations['answer']!.asked;
  const before = invoked();
  const whole = ask(visitor, messageId, 'application/json').then(response => response.text());
  // Stored, and asked for. What is sent again after a deletion would be a new message.
  await expect.poll(invoked, { timeout: 20_000 }).toBe(before + 1);
  return { visitor, waits: { answering: answering.ended, watching: watching.ended, whole } };
}

async function stream(visitor: Visitor, messageId: string) {
  const response = await ask(visitor, messageId, 'text/event-stream');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const read = async () => {
    const { done, value = '' } = await reader.read();
    text += value;
    return !done;
  };
  const hear = async (type: string) => {
    while (!text.includes(type)) if (!(await read())) throw new Error(`the stream ended before ${type}`);
  };
  const end = async () => {
    while (await read());
    return text;
  };
  let ended: Promise<string> | undefined;
  return {
    hear,
    get ended() {
      return (ended ??= end());
    },
  };
}

function ask({ session }: Visitor, messageId: string, accept: string): Promise<Response> {
  return fetch(`${running.stack.url}/chat`, {
    method: 'POST',
    headers: { accept, authorization: `Bearer ${session.token}` },
    body: JSON.stringify({ text: '배송은 얼마나 걸려요?', messageId }),
  });
}
