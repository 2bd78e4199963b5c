import { replyIdOf, type Entry, type Part, type ServerMessage } from '@lex-chat/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hearAny as hear } from './hear-any.ts';
import { gapIn, say, sayAgain, type ReplyLine, type Transcript } from './transcript.ts';

const M1 = '0198c0de-0000-7000-8000-000000000001';
const M2 = '0198c0de-0000-7000-8000-000000000002';
const OTHER = '0198c0de-0000-7000-8000-00000000000f';
const R1 = replyIdOf(M1);
const TEXT = '안녕하세요 😀 무엇을 도와드릴까요?';
const PARTS: readonly Part[] = [
  { kind: 'break', offset: 6 },
  { kind: 'elicit', intent: 'Hello', slot: 'Name' },
];

const asked = say(say([], { id: M1, text: '안녕', at: 1 }), { id: M2, text: '다음', at: 2 });
const hearAll = (messages: readonly ServerMessage[], transcript: Transcript = asked) =>
  messages.reduce((heard, message) => hear(heard, message), transcript);

const accepted = (messageId = M1): ServerMessage => ({ type: 'message-accepted', messageId });
const start = (attempt = 1, messageId = M1): ServerMessage => ({
  type: 'reply-start',
  replyId: replyIdOf(messageId),
  inReplyTo: messageId,
  attempt,
  locale: 'ko_KR',
  source: { kind: 'model', name: 'nova' },
});
const delta = (offset: number, text: string, attempt = 1): ServerMessage => ({
  type: 'reply-delta',
  replyId: R1,
  attempt,
  offset,
  text,
});
const part = (index: number, attempt = 1): ServerMessage => ({
  type: 'reply-part',
  replyId: R1,
  attempt,
  index,
  part: PARTS[index]!,
});
const end = (length = TEXT.length, parts = PARTS.length, attempt = 1): ServerMessage => ({
  type: 'reply-end',
  replyId: R1,
  attempt,
  reason: 'complete',
  length,
  parts,
});
const failed = (messageId = M1): ServerMessage => ({ type: 'failure', code: 'unavailable', messageId });
const message = (id: string, given: Partial<Extract<Entry, { role: 'visitor' }>> = {}): ServerMessage => ({
  type: 'entry',
  entry: { role: 'visitor', id, text: '안녕', at: 5, failure: null, ...given },
});
const reply = (given: Partial<Extract<Entry, { role: 'assistant' }>> = {}): ServerMessage => ({
  type: 'entry',
  entry: {
    role: 'assistant',
    id: R1,
    inReplyTo: M1,
    attempt: 1,
    text: TEXT,
    parts: PARTS,
    locale: 'ko_KR',
    source: { kind: 'model', name: 'nova' },
    at: 9,
    reason: 'complete',
    ...given,
  },
});

const ids = (transcript: Transcript) => transcript.map(({ id }) => id);
const replyIn = (transcript: Transcript) => transcript.find((line): line is ReplyLine => line.id === R1);
const STREAM = [accepted(), start(), delta(0, TEXT.slice(0, 7)), part(0), delta(7, TEXT.slice(7)), part(1), end()];
const WHOLE = hearAll(STREAM);

/** The text of a reply in deltas of any size, each of which may begin earlier than the one before it ended. */
const deltas = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9)), { minLength: TEXT.length, maxLength: TEXT.length })
  .map(steps => {
    let held = 0;
    return steps.flatMap(([size, overlap]) => {
      if (held >= TEXT.length) return [];
      const from = Math.max(0, held - overlap);
      held = Math.min(TEXT.length, held + size);
      return [delta(from, TEXT.slice(from, held))];
    });
  });

/** Each message once and in order, and between them any that were heard before, again. */
const repeated = (messages: readonly ServerMessage[]) =>
  fc
    .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: messages.length, maxLength: messages.length })
    .map(echoes => messages.flatMap((said, i) => [said, ...echoes[i]!.map(n => messages[n % (i + 1)]!)]));

describe('a reply', () => {
  it('shows the same, however its text is cut, overlaps and is repeated [P4.2]', () => {
    const told = deltas.chain(cut => repeated([accepted(), start(), part(0), ...cut, part(1), end()]));
    fc.assert(
      fc.property(told, messages => {
        expect(hearAll(messages)).toEqual(WHOLE);
      }),
    );
  });

  it('is the same heard twice as once, wherever it breaks off', () => {
    fc.assert(
      fc.property(fc.nat(STREAM.length), length => {
        const once = hearAll(STREAM.slice(0, length));
        expect(hearAll(STREAM.slice(0, length), once)).toBe(once);
      }),
    );
  });

  it('is never wrong, whatever is lost or out of order: what it shows is how it begins [P4.3]', () => {
    fc.assert(
      fc.property(
        deltas.chain(cut => fc.shuffledSubarray(cut)),
        some => TEXT.startsWith(replyIn(hearAll([start(), ...some]))!.text),
      ),
    );
  });

  it('has a gap where something was lost, and none where all was told [P4.3] [P4.8]', () => {
    const half = hearAll([start(), delta(0, TEXT.slice(0, 7)), part(0)]);
    expect(gapIn(half, delta(8, 'x'))).toBe(true);
    expect(gapIn(half, delta(7, 'x'))).toBe(false);
    expect(gapIn(half, end())).toBe(true);
    expect(gapIn(half, end(7, 2))).toBe(true);
    expect(gapIn(half, end(7, 1))).toBe(false);
    expect(gapIn(half, delta(0, 'x', 2))).toBe(true);
    expect(gapIn([], delta(0, 'x'))).toBe(true);
    expect(gapIn(WHOLE, delta(99, 'x'))).toBe(false);
    expect(hear(half, end())).toBe(half);
  });

  it('takes parts in any order, and leaves room for kinds it does not know [P1.5] [P4.7]', () => {
    expect(replyIn(hearAll([start(), part(1), part(0), part(1)]))!.parts).toEqual(PARTS);
    expect(replyIn(hearAll([start(), part(1), part(1)]))!.parts).toEqual([PARTS[1]]);
  });

  it('is cleared by a later attempt, and deaf to an earlier one [P4.5]', () => {
    const afresh = hearAll([
      start(),
      delta(0, 'old'),
      start(2),
      delta(0, 'new', 2),
      delta(3, 'er'),
      end(3, 0),
      start(),
    ]);
    expect(replyIn(afresh)).toMatchObject({ text: 'new', attempt: 2, state: 'streaming' });
    expect(hear(WHOLE, start(2)).find(({ id }) => id === R1)).toMatchObject({ text: '', state: 'streaming' });
  });

  it('is cut to what is stored when it ends shorter than it was sent [P5.6]', () => {
    expect(replyIn(hearAll([start(), delta(0, TEXT), end(5, 0)]))!.text).toBe(TEXT.slice(0, 5));
  });

  it('ends when its end is heard, until it is told when it was stored', () => {
    const open = hearAll(STREAM.slice(0, -1));
    expect(replyIn(hear(open, delta(0, 'x'), 6))).toMatchObject({ at: null });
    const ended = hear(open, end(), 7);
    expect(replyIn(ended)).toMatchObject({ at: 7 });
    expect(hear(ended, end(), 8)).toBe(ended);
    expect(replyIn(hear(ended, reply(), 8))).toMatchObject({ at: 9 });
  });

  it('stands directly behind its question', () => {
    expect(ids(WHOLE)).toEqual([M1, R1, M2]);
    expect(ids(hearAll([start(), accepted(M2)]))).toEqual([M1, R1, M2]);
    expect(ids(hearAll([reply(), message(M1)], []))).toEqual([M1, R1]);
  });

  it('is taken from the store as it stands there, unless a later attempt is known', () => {
    const half = hearAll([accepted(), start(), delta(0, 'he')]);
    expect(replyIn(hear(half, reply()))).toMatchObject({ text: TEXT, state: 'done', at: 9 });
    expect(replyIn(hearAll([start(2), delta(0, 'new', 2), reply()]))).toMatchObject({ text: 'new' });
    expect(hearAll([reply(), reply(), ...STREAM]).filter(({ id }) => id === R1)).toHaveLength(1);
  });
});

describe('a message', () => {
  it('is sent once it is accepted, and stays so [P3.4]', () => {
    expect(hear(asked, accepted())[0]).toMatchObject({ state: 'sent' });
    expect(hear(WHOLE, accepted())).toBe(WHOLE);
  });

  it('fails without half a reply under it, and keeps a whole one [P4.10]', () => {
    const half = hearAll([...STREAM.slice(0, 4), failed()]);
    expect(ids(half)).toEqual([M1, M2]);
    expect(half[0]).toMatchObject({ state: 'failed', failure: 'unavailable' });
    expect(hear(half, failed())).toBe(half);
    expect(hear(WHOLE, failed())).toBe(WHOLE);
  });

  it('keeps what was shown of a reply that broke off, until it is sent again [P4.9]', () => {
    const broken = hearAll([accepted(), reply({ reason: 'interrupted', text: '안녕' }), failed()]);
    expect(ids(broken)).toEqual([M1, R1, M2]);
    const again = sayAgain(broken, M1);
    expect(ids(again)).toEqual([M1, M2]);
    expect(again[0]).toMatchObject({ state: 'sending', failure: null });
    expect(replyIn(hearAll([accepted(), start(2), delta(0, 'hi', 2)], again))!.text).toBe('hi');
  });

  it('of another tab goes before what waits here, for the service has its place already [P3.7] [P3.8]', () => {
    expect(ids(hear(asked, message(OTHER)))).toEqual([OTHER, M1, M2]);
    expect(ids(hearAll([message(OTHER), accepted(M2)]))).toEqual([OTHER, M2, M1]);
    expect(ids(hearAll([accepted(), message(OTHER)]))).toEqual([M1, OTHER, M2]);
  });

  it('shows as it is stored', () => {
    expect(hear(asked, message(M1))[0]).toEqual({
      role: 'visitor',
      id: M1,
      text: '안녕',
      at: 5,
      state: 'sent',
      failure: null,
    });
    const failedThere = hearAll([accepted(), start(), message(M1, { failure: 'internal' })]);
    expect(failedThere[0]).toMatchObject({ state: 'failed', failure: 'internal' });
    expect(ids(failedThere)).toEqual([M1, M2]);
  });

  it('on its way again is not failed by what became of it before', () => {
    const again = sayAgain(hearAll([accepted(), failed()]), M1);
    expect(hear(again, message(M1, { failure: 'unavailable' }))[0]).toMatchObject({ state: 'sending' });
  });
});

it('makes new only the lines that changed, and nothing at all of what is no news', () => {
  for (const [i, said] of STREAM.entries()) {
    const before = hearAll(STREAM.slice(0, i));
    const after = hear(before, said);
    const changed = after.filter(line => !before.includes(line));
    expect(changed).toHaveLength(1);
    expect(hear(after, said)).toBe(after);
  }
  for (const said of [{ type: 'pong' }, { type: 'resumed', complete: true }, failed(OTHER), accepted(OTHER)] as const) {
    expect(hear(WHOLE, said)).toBe(WHOLE);
  }
});

it('forgets what was deleted, but not what is still to be sent [P7.9]', () => {
  const heard = hearAll([accepted(), start(), delta(0, '안녕'), { type: 'history-deleted' }]);
  expect(heard).toMatchObject([{ id: M2, state: 'sending' }]);
  expect(hear(heard, { type: 'history-deleted' })).toEqual(heard);
  expect(gapIn(heard, { type: 'history-deleted' })).toBe(false);
});
