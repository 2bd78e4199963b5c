import {
  ATTRIBUTES_MAX_BYTES,
  ATTRIBUTES_MAX_COUNT,
  BODY_MAX_BYTES,
  FEEDBACK_COMMENT_MAX_LENGTH,
  FRAME_MAX_BYTES,
  newMessageId,
  replyIdOf,
  SUBPROTOCOL,
  TEXT_MAX_LENGTH,
} from '@lex-chat/protocol';
import { beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { useStack } from '../stack/stack.ts';
import { openVisitor, type Visitor, type VisitorSocket } from '../stack/visitor.ts';

const running = useStack();
let visitor: Visitor;

beforeAll(async () => {
  running.stack.model.direct({ answer: () => '네.', pieces: 10 });
  visitor = await openVisitor(running.stack.url);
});

/** What API Gateway lets a frame hold, in bytes. */
const GATEWAY_FRAME_BYTES = 32 * 1_024;

const attributesOf = (bytes: number) => ({ a: 'x'.repeat(bytes - '{"a":""}'.length) });
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, 'b']));

/** A message at each of its limits, and one over it. */
const MESSAGES = [
  ['text of one unit less', { text: 'x'.repeat(TEXT_MAX_LENGTH - 1) }, null],
  ['text', { text: 'x'.repeat(TEXT_MAX_LENGTH) }, null],
  ['text of two bytes a letter', { text: '가'.repeat(TEXT_MAX_LENGTH) }, null],
  ['text of pairs', { text: '😀'.repeat(TEXT_MAX_LENGTH / 2) }, null],
  ['text of one unit more', { text: 'x'.repeat(TEXT_MAX_LENGTH + 1) }, 'text-too-long'],
  ['text of one pair more', { text: '😀'.repeat(TEXT_MAX_LENGTH / 2 + 1) }, 'text-too-long'],
  ['attributes', { text: '안녕', attributes: attributesOf(ATTRIBUTES_MAX_BYTES) }, null],
  ['attributes of one byte more', { text: '안녕', attributes: attributesOf(ATTRIBUTES_MAX_BYTES + 1) }, 'too-large'],
  ['so many attributes', { text: '안녕', attributes: many(ATTRIBUTES_MAX_COUNT) }, null],
  ['one attribute more', { text: '안녕', attributes: many(ATTRIBUTES_MAX_COUNT + 1) }, 'invalid-message'],
] as const;

const STATUS = { 'text-too-long': 413, 'too-large': 413, 'invalid-message': 400 } as const;

it.each(MESSAGES)(
  'takes or refuses %s on both transports, each at its limit [R39] [P3.2] [P3.3]',
  async (_, message, code) => {
    const response = await visitor.call('POST', '/chat', message);
    const answer = (await response.json()) as { code?: string };
    expect([response.status, answer.code ?? null]).toEqual([code ? STATUS[code] : 200, code]);

    const socket = await visitor.connect();
    const messageId = newMessageId();
    socket.say({ type: 'message-send', messageId, ...message });
    if (code) expect(await failureOf(socket)).toMatchObject({ code, messageId });
    else await socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId));
    socket.close();
  },
);

it('takes or refuses a whole body and a whole frame at their limits [R39] [P1.2]', async () => {
  const statusOf = async (bytes: number) =>
    (await visitor.call('POST', '/chat', padded({ text: '안녕' }, bytes))).status;
  expect(await Promise.all([-1, 0, 1].map(more => statusOf(BODY_MAX_BYTES + more)))).toEqual([200, 200, 413]);

  const framed = async (bytes: number): Promise<string> => {
    const socket = await visitor.connect();
    const messageId = newMessageId();
    socket.say(JSON.stringify(padded({ type: 'message-send', messageId, text: '안녕' }, bytes)));
    const closed = closeCode(socket);
    const answered = socket
      .hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId))
      .then(
        () => 'answered',
        () => closed,
      );
    const failed = failureOf(socket).then(
      ({ code }) => code,
      () => closed,
    );
    const outcome = await Promise.race([answered, failed, closed]);
    socket.close();
    return outcome;
  };
  expect(await framed(FRAME_MAX_BYTES - 1)).toBe('answered');
  expect(await framed(FRAME_MAX_BYTES)).toBe('answered');
  expect(await framed(FRAME_MAX_BYTES + 1)).toBe('too-large');
  expect(await framed(GATEWAY_FRAME_BYTES)).toBe('too-large');
  expect(await closeOf(GATEWAY_FRAME_BYTES + 1)).toBe(1009);
  expect(await closeOf(1_024 * 1_024)).toBe(1009);
});

it('takes a comment at its limit, and none over it [R39] [P7.11]', async () => {
  const { replyId } = await visitor.ask('안녕');
  const statusOf = async (length: number) =>
    (await visitor.call('POST', '/feedback', { replyId, rating: 'up', comment: '가'.repeat(length) })).status;
  expect(await statusOf(FEEDBACK_COMMENT_MAX_LENGTH)).toBe(204);
  expect(await statusOf(FEEDBACK_COMMENT_MAX_LENGTH + 1)).toBe(413);
});

function padded(message: object, bytes: number): { readonly more: string } {
  const empty = { ...message, more: '' };
  return { ...empty, more: 'x'.repeat(bytes - Buffer.byteLength(JSON.stringify(empty))) };
}

function failureOf(socket: VisitorSocket) {
  return socket.hear('failure');
}

function closeCode(socket: VisitorSocket): Promise<string> {
  return socket.closed.then(code => `closed with ${String(code)}`);
}

function closeOf(bytes: number): Promise<number> {
  return new Promise(resolve => {
    const socket = new WebSocket(visitor.session.socketUrl, [SUBPROTOCOL, visitor.session.token]);
    socket.on('open', () => socket.send('x'.repeat(bytes)));
    socket.on('close', resolve).on('error', () => {});
  });
}
