import { expect, it } from 'vitest';
import type { ConversationState } from '../conversation/conversation.ts';
import type { ReplyLine, VisitorLine } from '../conversation/transcript.ts';
import { newsBetween } from './news.ts';

const EMPTY: ConversationState = {
  transcript: [],
  history: 'unloaded',
  earlier: 'none',
  connection: 'idle',
  subject: null,
  features: [],
  failure: null,
  textMaxLength: 4_096,
  awaiting: null,
};
const LOADED: ConversationState = { ...EMPTY, history: 'loaded' };
const message: VisitorLine = { role: 'visitor', id: 'm1', text: '안녕', at: 1, state: 'sent', failure: null };
const reply: ReplyLine = {
  role: 'assistant',
  id: 'm1.reply',
  inReplyTo: 'm1',
  attempt: 1,
  locale: 'ko_KR',
  source: { kind: 'intent', name: 'Hello' },
  text: '안녕하세요',
  parts: [],
  at: 2,
  state: 'done',
  reason: 'complete',
};

it('does not take history for news', () => {
  expect(newsBetween(EMPTY, { ...LOADED, transcript: [message, reply] })).toEqual([]);
  const earlier = [
    { ...message, id: 'm0' },
    { ...reply, id: 'm0.reply' },
  ];
  expect(
    newsBetween({ ...LOADED, transcript: [message, reply] }, { ...LOADED, transcript: [...earlier, message, reply] }),
  ).toEqual([]);
});

it('tells of a reply when it ends, and not of each word', () => {
  const streaming: ReplyLine = { ...reply, state: 'streaming', reason: null, at: null };
  const begun = { ...LOADED, transcript: [message, streaming] };
  expect(newsBetween({ ...LOADED, transcript: [message] }, begun)).toEqual([]);
  expect(newsBetween(begun, { ...LOADED, transcript: [message, reply] })).toEqual([{ kind: 'reply', reply }]);
});

it('tells of a reply that arrived whole behind what was known', () => {
  expect(newsBetween({ ...LOADED, transcript: [message] }, { ...LOADED, transcript: [message, reply] })).toEqual([
    { kind: 'reply', reply },
  ]);
});

it('tells of a failure once', () => {
  const failed = {
    ...LOADED,
    transcript: [{ ...message, state: 'failed' as const, failure: 'rate-limited' as const }],
  };
  expect(newsBetween({ ...LOADED, transcript: [message] }, failed)).toEqual([
    { kind: 'failure', code: 'rate-limited', messageId: 'm1' },
  ]);
  expect(newsBetween(failed, failed)).toEqual([]);
  expect(newsBetween(LOADED, { ...LOADED, failure: 'unavailable' })).toEqual([
    { kind: 'failure', code: 'unavailable', messageId: null },
  ]);
});

it('tells each part of a reply once, also of history, and anew where the answer is given afresh', () => {
  const [payload, elicit] = [
    { kind: 'payload', content: '{}' },
    { kind: 'elicit', intent: 'Pay', slot: null },
  ] as const;
  const partsIn = (before: ReplyLine | null, after: ReplyLine) =>
    newsBetween({ ...LOADED, transcript: before ? [message, before] : [] }, { ...LOADED, transcript: [message, after] })
      .filter(news => news.kind === 'part')
      .map(({ part, index }) => [index, part]);
  const one: ReplyLine = { ...reply, state: 'streaming', at: null, reason: null, parts: [payload] };
  const two: ReplyLine = { ...one, parts: [payload, elicit] };
  expect(partsIn(null, { ...reply, parts: [payload] })).toEqual([[0, payload]]);
  expect(partsIn(one, two)).toEqual([[1, elicit]]);
  expect(partsIn(two, { ...two, text: '안녕!' })).toEqual([]);
  expect(partsIn(two, { ...one, attempt: 2 })).toEqual([[0, payload]]);
});
