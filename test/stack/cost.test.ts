import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { useStack } from './stack.ts';
import { openVisitor } from './visitor.ts';

// Alone on its stack: nobody else's reads and writes are counted.
const running = useStack();

it('counts what one Lex answer costs: five writes, no more than four reads', async () => {
  const { operations } = running.stack.dynamo;
  const one = await openVisitor(running.stack.url);
  const socket = await one.connect();
  const count = () => {
    const of = (...names: string[]) => names.reduce((sum, name) => sum + (operations.get(name) ?? 0), 0);
    return { writes: of('PutItem', 'UpdateItem', 'DeleteItem'), reads: of('GetItem', 'Query', 'BatchGetItem', 'Scan') };
  };
  const before = count();
  const messageId = newMessageId();
  socket.say({ type: 'message-send', messageId, text: '안녕' });
  await socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId));
  await expect
    .poll(async () => running.stack.functions.processes().every(({ state }) => state === 'frozen'))
    .toBe(true);
  const after = count();
  expect(after.writes - before.writes).toBe(5);
  expect(after.reads - before.reads).toBeLessThanOrEqual(4);
  socket.close();
});
