import { FRAME_MAX_BYTES, replyIdOf, newMessageId, utf8Length, type Part, type ReplyMessage } from '@lex-chat/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { grow, type Reply } from '../draft.ts';
import { nextMessage, startingCursor, type Cursor } from './next-message.ts';

const messageId = newMessageId();
const parts: Part[] = [{ kind: 'break', offset: 1 }];
const replyOf = (text: string, reason: Reply['reason'] = 'complete'): Reply => ({
  draft: {
    replyId: replyIdOf(messageId),
    inReplyTo: messageId,
    attempt: 2,
    locale: 'ko_KR',
    source: { kind: 'model', name: 'm' },
    text,
    parts,
  },
  reason,
});
const START: Cursor = { started: false, length: 0, parts: 0, ended: false };

function tellAll(reply: Reply, from: Cursor = START): ReplyMessage[] {
  const told: ReplyMessage[] = [];
  for (let next = nextMessage(reply, from); next; next = nextMessage(reply, next.cursor)) told.push(next.message);
  return told;
}

const text = fc.string({ unit: 'binary', maxLength: 20_000 });
const hostile = fc.constantFrom(
  '\u0007'.repeat(12_000),
  '가'.repeat(30_000),
  '👋'.repeat(15_000),
  '"\\'.repeat(20_000),
);

it('tells a whole reply in frames, which grow back into it [P4.1] [P1.2]', () => {
  fc.assert(
    fc.property(fc.oneof(text, hostile), said => {
      const told = tellAll(replyOf(said));
      for (const message of told) expect(utf8Length(JSON.stringify(message))).toBeLessThanOrEqual(FRAME_MAX_BYTES);
      expect(told.reduce<Reply | null>(grow, null)).toEqual(replyOf(said));
      expect(told.at(-1)).toMatchObject({ type: 'reply-end', length: said.length, parts: 1 });
    }),
  );
});

it('never splits a surrogate pair, wherever the text stands for now [P4.4]', () => {
  const emoji = '👋🏽'.repeat(50);
  fc.assert(
    fc.property(fc.nat(emoji.length), fc.nat(emoji.length), (now, length) => {
      const { replyId, attempt } = replyOf('').draft;
      const reply = replyOf(emoji.slice(0, now), null);
      for (const message of tellAll(reply, startingCursor(reply, [{ replyId, attempt, length }]))) {
        if (message.type === 'reply-delta') expect(message.text.isWellFormed()).toBe(true);
      }
    }),
  );
});

it('goes on where a receiver of the same attempt stands, with the start first [P6.3]', () => {
  const { replyId } = replyOf('').draft;
  const from = (attempt: number, length: number) =>
    startingCursor(replyOf('안녕하세요'), [{ replyId, attempt, length }]);
  expect(tellAll(replyOf('안녕하세요'), from(2, 3)).slice(0, 2)).toMatchObject([
    { type: 'reply-start' },
    { type: 'reply-delta', offset: 3, text: '세요' },
  ]);
  expect(from(1, 3).length).toBe(0);
  expect(from(2, 99).length).toBe(0);
});
