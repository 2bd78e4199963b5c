import { DELTA_INTERVAL_MS, newMessageId, replyIdOf, type ServerMessage } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { createDelivery, type Receiver } from './delivery.ts';
import type { Reply } from '../draft.ts';

const messageId = newMessageId();
const replyId = replyIdOf(messageId);
const replyOf = (text: string, reason: Reply['reason'] = null): Reply => ({
  draft: {
    replyId,
    inReplyTo: messageId,
    attempt: 1,
    locale: 'ko_KR',
    source: { kind: 'model', name: 'm' },
    text,
    parts: [],
  },
  reason,
});

/** A delivery whose clock moves only when it pauses. */
function delivery() {
  let clock = 0;
  const lost: unknown[] = [];
  const created = createDelivery({
    onLost: (_, error) => lost.push(error),
    now: () => clock,
    pause: async ms => void (clock += ms),
  });
  return { ...created, lost, now: () => clock };
}

function receiver(id: string, given: Partial<Receiver> = {}) {
  const heard: ServerMessage[] = [];
  return {
    id,
    open: [],
    at: 0,
    heard,
    post: async (message: ServerMessage) => (heard.push(message), 'sent' as const),
    ...given,
  };
}

const textOf = (heard: readonly ServerMessage[]) =>
  heard.map(message => (message.type === 'reply-delta' ? message.text : '')).join('');
const settled = () => new Promise(resolve => setImmediate(resolve));

it('sends the first delta at once and gathers what follows for 150 ms [P4.6]', async () => {
  const { listen, tell, settle, now } = delivery();
  const one = receiver('one');
  listen([one]);
  tell(replyOf('a'));
  await settled();
  expect(textOf(one.heard)).toBe('a');
  expect(now()).toBe(0);

  for (const text of ['ab', 'abc', 'abcd']) tell(replyOf(text));
  await settled();
  tell(replyOf('abcd', 'complete'));
  await settle();
  expect(one.heard.filter(({ type }) => type === 'reply-delta')).toMatchObject([
    { text: 'a' },
    { text: 'bcd', offset: 1 },
  ]);
  expect(now()).toBe(DELTA_INTERVAL_MS);
});

it('sends no more bytes of text than the reply has, however many pieces it comes in [P4.6]', async () => {
  const { listen, tell, settle } = delivery();
  const one = receiver('one');
  listen([one]);
  const whole = '가나다라마바사'.repeat(300);
  for (let end = 1; end <= whole.length; end += 3) {
    tell(replyOf(whole.slice(0, end)));
    if (end % 5 === 0) await settled();
  }
  tell(replyOf(whole, 'complete'));
  await settle();
  expect(textOf(one.heard)).toBe(whole);
});

it('tells a late listener everything, and one who comes back the rest [P6.3]', async () => {
  const { listen, tell, settle } = delivery();
  const [one, late, back] = [
    receiver('one'),
    receiver('late'),
    receiver('back', { open: [{ replyId, attempt: 1, length: 2 }] }),
  ];
  listen([one]);
  tell(replyOf('abc'));
  await settled();
  listen([one, late, back]);
  tell(replyOf('abcd', 'complete'));
  await settle();
  expect([one, late, back].map(({ heard }) => textOf(heard))).toEqual(['abcd', 'abcd', 'cd']);
});

it('begins again for a listener who asks anew', async () => {
  const { listen, tell, settle } = delivery();
  const one = receiver('one');
  listen([one]);
  tell(replyOf('abcdef'));
  await settled();
  const again = receiver('one', { at: 1, open: [{ replyId, attempt: 1, length: 3 }] });
  listen([again]);
  tell(replyOf('abcdef', 'complete'));
  await settle();
  expect(again.heard).toMatchObject([
    { type: 'reply-start' },
    { type: 'reply-delta', offset: 3, text: 'def' },
    { type: 'reply-end' },
  ]);
});

it('has one message under way per receiver, and keeps their order', async () => {
  const { listen, tell, settle } = delivery();
  let underWay = 0;
  const slow = receiver('slow', {
    async post(message: ServerMessage) {
      expect(++underWay).toBe(1);
      await settled();
      underWay--;
      slow.heard.push(message);
      return 'sent' as const;
    },
  });
  listen([slow]);
  for (const text of ['a', 'ab', 'abc']) tell(replyOf(text));
  tell(replyOf('abcd', 'complete'));
  await settle();
  expect(slow.heard.at(0)?.type).toBe('reply-start');
  expect(slow.heard.at(-1)?.type).toBe('reply-end');
  expect(textOf(slow.heard)).toBe('abcd');
});

it('leaves those who are gone, and goes on for the others', async () => {
  const { listen, tell, settle, lost } = delivery();
  let posts = 0;
  const gone = receiver('gone', { post: async () => (posts++, 'gone' as const) });
  const broken = receiver('broken', { post: () => Promise.reject(new Error('throttled')) });
  const one = receiver('one');
  listen([gone, broken, one]);
  tell(replyOf('a'));
  await settled();
  tell(replyOf('ab', 'complete'));
  await settle();
  expect(posts).toBe(1);
  expect(lost).toEqual([new Error('throttled')]);
  expect(textOf(one.heard)).toBe('ab');
});
