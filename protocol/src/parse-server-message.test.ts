import fc from 'fast-check';
import { expect, it } from 'vitest';
import { replyIdOf } from './message-id.ts';
import type { ServerMessage } from './messages.ts';
import { parseServerMessage } from './parse-server-message.ts';

const ID = '0198c0de-0000-7000-8000-000000000001';
const reply = { replyId: replyIdOf(ID), attempt: 1 };

const SAID: readonly ServerMessage[] = [
  { type: 'history-deleted' },
  { type: 'message-accepted', messageId: ID },
  { type: 'message-accepted', messageId: ID, place: 4 },
  { type: 'entry', entry: { role: 'visitor', id: ID, text: '안녕', at: 1, failure: null } },
  { type: 'entry', entry: { role: 'visitor', id: ID, text: '안녕', place: 4, at: 1, failure: null } },
  {
    type: 'entry',
    entry: {
      role: 'assistant',
      id: replyIdOf(ID),
      inReplyTo: ID,
      attempt: 1,
      text: '안녕하세요\n\n반가워요',
      at: 2,
      locale: 'ko_KR',
      reason: 'complete',
      parts: [
        { kind: 'break', offset: 7 },
        { kind: 'card', title: 'a', subtitle: null, imageUrl: null, buttons: [{ text: 'b', value: 'c' }] },
      ],
      source: { kind: 'intent', name: 'Hello' },
      feedback: { rating: 'down', comment: '달라요' },
    },
  },
  { type: 'turn-inspected', inspection: { reason: 'complete' } },
  { type: 'resumed', complete: false },
  { type: 'reply-start', ...reply, inReplyTo: ID, locale: 'ko_KR', source: { kind: 'model', name: 'nova' } },
  { type: 'reply-delta', ...reply, offset: 4, text: 'x' },
  { type: 'reply-part', ...reply, index: 0, part: { kind: 'elicit', intent: 'Hello', slot: 'Name' } },
  {
    type: 'reply-part',
    ...reply,
    index: 0,
    part: { kind: 'elicit', intent: 'Pay', slot: 'Pin', slotType: 'AMAZON.Number', obfuscated: true, idleSeconds: 300 },
  },
  { type: 'entry', entry: { role: 'visitor', id: ID, text: '••••', obfuscated: true, at: 1, failure: null } },
  { type: 'reply-part', ...reply, index: 1, part: { kind: 'payload', content: '{}' } },
  {
    type: 'reply-part',
    ...reply,
    index: 2,
    part: { kind: 'citation', number: 1, title: '배송', url: 'https://shop.example/a' },
  },
  { type: 'reply-end', ...reply, reason: 'length', length: 5, parts: 2 },
  { type: 'failure', code: 'rate-limited', messageId: ID, retryAfterMs: 1000 },
  { type: 'pong' },
];

it('reads back whatever a service says [P1.3]', () => {
  for (const message of SAID) expect(parseServerMessage(JSON.stringify(message))).toEqual(message);
});

it('passes over types and fields it does not know [P1.5]', () => {
  expect(parseServerMessage('{"type":"visitor-joined"}')).toBeUndefined();
  expect(parseServerMessage('{"type":"pong","mood":"fine"}')).toEqual({ type: 'pong' });
  expect(
    parseServerMessage(JSON.stringify({ type: 'reply-part', ...reply, index: 0, part: { kind: 'hologram' } })),
  ).toBeUndefined();
});

it('takes a failure code from the future for a failure [P1.5]', () => {
  expect(parseServerMessage('{"type":"failure","code":"too-sleepy"}')).toEqual({
    type: 'failure',
    code: 'unavailable',
  });
});

it('knows a refusal of API Gateway’s own [P1.6]', () => {
  expect(parseServerMessage('{"message":"Internal server error","connectionId":"a=","requestId":"b"}')).toEqual({
    type: 'failure',
    code: 'unavailable',
  });
});

it('never throws, whatever arrives [P1.4]', () => {
  const type = fc.constantFrom('entry', 'reply-start', 'reply-delta', 'reply-part', 'reply-end', 'failure', 'resumed');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), frame => void parseServerMessage(frame)));
  fc.assert(
    fc.property(
      type,
      fc.object({ maxDepth: 3 }),
      (named, rest) => void parseServerMessage(JSON.stringify({ ...rest, ...reply, type: named })),
    ),
  );
  for (const message of SAID) {
    for (const key of Object.keys(message)) {
      for (const odd of [null, -1, '', [], {}, true]) parseServerMessage(JSON.stringify({ ...message, [key]: odd }));
    }
  }
});
