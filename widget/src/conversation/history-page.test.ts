import { replyIdOf, type Entry, type ServerMessage } from '@lex-chat/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hearAny as hear } from './hear-any.ts';
import { fromNewestPage, withEarlierPage, withNewestPage } from './history-page.ts';
import { resumeFrom } from './resume-point.ts';
import { say, type Transcript } from './transcript.ts';

const idOf = (n: number) => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;
const SOURCE = { kind: 'intent', name: 'Hello' } as const;

const message = (n: number, failure: 'internal' | null = null): Entry => ({
  role: 'visitor',
  id: idOf(n),
  text: `${n}?`,
  at: n,
  failure,
});
const reply = (n: number): Entry => ({
  role: 'assistant',
  id: replyIdOf(idOf(n)),
  inReplyTo: idOf(n),
  attempt: 1,
  text: `${n}!`,
  parts: [],
  locale: 'ko_KR',
  source: SOURCE,
  at: n,
  reason: 'complete',
});
const start = (n: number): ServerMessage => ({
  type: 'reply-start',
  replyId: replyIdOf(idOf(n)),
  inReplyTo: idOf(n),
  attempt: 1,
  locale: 'ko_KR',
  source: SOURCE,
});
const stored = Array.from({ length: 6 }, (_, n) => [message(n), reply(n)]).flat();
const ids = (lines: readonly { readonly id: string }[]) => lines.map(({ id }) => id);
const heardLive = (entries: readonly Entry[]) =>
  entries.reduce<Transcript>((lines, entry) => hear(lines, { type: 'entry', entry }), []);

it('ends in the order of the service, wherever the pages are cut and whatever was heard before', () => {
  fc.assert(
    fc.property(fc.nat(12), fc.nat(12), (cut, heardFrom) => {
      const live = heardLive(stored.slice(Math.max(cut, heardFrom)));
      const newest = withNewestPage(live, stored.slice(cut));
      expect(ids(withEarlierPage(newest, stored.slice(0, cut)))).toEqual(ids(stored));
    }),
  );
});

it('keeps the lines that a page shows no better', () => {
  const lines = heardLive(stored);
  expect(withNewestPage(lines, stored)).toEqual(lines);
  expect(withNewestPage(lines, stored).every((line, i) => line === lines[i])).toBe(true);
});

it('keeps behind the page what was said since, and a running reply behind its question', () => {
  const saying = say(hear(heardLive([message(1)]), start(1)), { id: idOf(2), text: '2?', at: 2 });
  expect(ids(withNewestPage(saying, [message(0), reply(0), message(1)]))).toEqual([
    idOf(0),
    replyIdOf(idOf(0)),
    idOf(1),
    replyIdOf(idOf(1)),
    idOf(2),
  ]);
});

it('shows nothing between two stretches of history of which it does not know what lies between', () => {
  const before = say(heardLive(stored.slice(0, 4)), { id: idOf(9), text: '9?', at: 9 });
  expect(ids(fromNewestPage(before, stored.slice(8)))).toEqual([...ids(stored.slice(8)), idOf(9)]);
});

it('goes on from the last reply behind which nothing is open [P6.1]', () => {
  const open = hear(heardLive([...stored.slice(0, 4), message(2), message(3), reply(3)]), start(2));
  expect(resumeFrom(open)).toEqual({
    type: 'conversation-resume',
    after: replyIdOf(idOf(1)),
    open: [{ replyId: replyIdOf(idOf(2)), attempt: 1, length: 0 }],
  });
  expect(resumeFrom([])).toMatchObject({ after: null, open: [] });
});

it('goes past what failed, but never from it: it may not be stored', () => {
  const failing = [...stored.slice(0, 2), message(1, 'internal')];
  expect(resumeFrom(heardLive(failing)).after).toBe(replyIdOf(idOf(0)));
  expect(resumeFrom(heardLive([...failing, message(2), reply(2)])).after).toBe(replyIdOf(idOf(2)));
});
