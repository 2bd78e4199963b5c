import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { createAnnouncer } from './announcer.ts';
import type { ReplyLine } from '../conversation/transcript.ts';

const reply = (given: Partial<ReplyLine>): ReplyLine => ({
  role: 'assistant',
  id: 'r1',
  inReplyTo: 'm1',
  attempt: 1,
  locale: 'ko_KR',
  source: { kind: 'model', name: 'nova' },
  text: '',
  parts: [],
  at: null,
  state: 'streaming',
  reason: null,
  ...given,
});

it('waits for the end of a sentence before it says it', () => {
  const announcer = createAnnouncer();
  announcer.follow(reply({ text: '매장은 열 시에' }));
  expect(announcer.recent).toEqual([]);
  announcer.follow(reply({ text: '매장은 열 시에 열어요. 일요일은' }));
  expect(announcer.recent.map(({ text }) => text)).toEqual(['매장은 열 시에 열어요.']);
  announcer.follow(reply({ text: '매장은 열 시에 열어요. 일요일은 쉬어요.', state: 'done' }));
  expect(announcer.recent.map(({ text }) => text)).toEqual(['매장은 열 시에 열어요.', '일요일은 쉬어요.']);
});

it('says a reply that is given afresh from its beginning', () => {
  const announcer = createAnnouncer();
  announcer.follow(reply({ text: 'One. Tw', locale: 'en_US' }));
  announcer.follow(reply({ text: 'Other.', locale: 'en_US', attempt: 2, state: 'done' }));
  expect(announcer.recent.map(({ text }) => text)).toEqual(['One.', 'Other.']);
});

it('says every word once, however a reply was cut into pieces', () => {
  const words = fc.array(fc.constantFrom('안녕', 'e.g.', '3.5', 'Yes!', '네.', '\n\n', 'http://a.b/c?d.', '좋아요'), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(words, given => {
      const announcer = createAnnouncer();
      const text = given.join(' ');
      for (let end = 0; end <= text.length; end++) announcer.follow(reply({ text: text.slice(0, end) }));
      announcer.follow(reply({ text, state: 'done' }));
      const heard = announcer.recent.map(said => said.text).join('');
      expect(heard.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }),
  );
});

it('looks at little of a text that has no sentences, however long it is', () => {
  const announcer = createAnnouncer();
  const segmented: number[] = [];
  const spy = vi.spyOn(Intl.Segmenter.prototype, 'segment');
  const text = '<a b="'.repeat(3_000);
  for (let end = 0; end <= text.length; end += 100) announcer.follow(reply({ text: text.slice(0, end) }));
  announcer.follow(reply({ text, state: 'done' }));
  segmented.push(...spy.mock.calls.map(([given]) => given.length));
  spy.mockRestore();
  expect(Math.max(...segmented)).toBeLessThanOrEqual(1_000);
  expect(segmented.length).toBeLessThan(2 * (text.length / 100));
  expect(announcer.recent.every(({ text: said }) => said.length <= 1_000)).toBe(true);
});
