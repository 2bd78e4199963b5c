import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isMessageId, isReplyId, messageIdOf, newMessageId, replyIdOf } from './message-id.ts';

const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 });
/** Of clocks that pages put in place of the browser's. */
const fraction = fc.double({ min: -1e13, max: 1e13, noNaN: true });
const chance = fc.uint8Array({ minLength: 16, maxLength: 16 });

it('mints ids that are UUIDv7, whatever the clock and chance say [P2.1]', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer(), fraction), chance, (now, bytes) => isMessageId(newMessageId(now, () => bytes))),
  );
});

it('mints ids of all of the time, and of all of the chance that there is room for [P2.1]', () => {
  expect(newMessageId(0x0123456789ab, bytes => bytes.fill(0xff))).toBe('01234567-89ab-7fff-bfff-ffffffffffff');
  expect(newMessageId(0, bytes => bytes)).toBe('00000000-0000-7000-8000-000000000000');
});

it('mints ids that sort by their time', () => {
  fc.assert(
    fc.property(instant, instant, chance, chance, (a, b, some, other) => {
      fc.pre(a < b);
      expect(newMessageId(a, () => some) < newMessageId(b, () => other)).toBe(true);
    }),
  );
});

it('keeps ids of messages and of replies apart [P2.2]', () => {
  const messageId = newMessageId();
  expect(isReplyId(messageId)).toBe(false);
  expect(isMessageId(replyIdOf(messageId))).toBe(false);
  expect(isReplyId(replyIdOf(messageId))).toBe(true);
  expect(messageIdOf(replyIdOf(messageId))).toBe(messageId);
});
