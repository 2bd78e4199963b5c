import type { Stack } from '@lex-chat/demo/stack';
import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { expect } from 'vitest';
import type { VisitorSocket } from '../stack/visitor.ts';

/** What the service asked of others for one turn. */
export interface TurnCost {
  /** Requests to DynamoDB. */
  readonly writes: number;
  readonly reads: number;
  /** Frames posted to the socket. */
  readonly posts: number;
  /** What was in them. */
  readonly bytes: number;
}

/** Has one turn on a stack that does nothing else, until its functions rest again. */
export async function costOfTurn(stack: Stack, socket: VisitorSocket, text: string): Promise<TurnCost> {
  const rested = () => stack.functions.processes().every(({ state }) => state === 'frozen');
  await expect.poll(rested, { timeout: 20_000 }).toBe(true);
  const before = countAll(stack);
  const messageId = newMessageId();
  socket.say({ type: 'message-send', messageId, text });
  await socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId));
  await expect.poll(rested, { timeout: 20_000 }).toBe(true);
  const after = countAll(stack);
  return {
    writes: after.writes - before.writes,
    reads: after.reads - before.reads,
    posts: after.posts - before.posts,
    bytes: after.bytes - before.bytes,
  };
}

function countAll({ dynamo: { operations }, sockets }: Stack): TurnCost {
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (operations.get(name) ?? 0), 0);
  const posted = [...sockets.connections.posts.values()];
  return {
    writes: of('PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'),
    reads: of('GetItem', 'Query', 'BatchGetItem', 'Scan'),
    posts: posted.reduce((sum, { posts }) => sum + posts, 0),
    bytes: posted.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
