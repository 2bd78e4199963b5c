import { expect, it } from 'vitest';
import type { ReplyLine } from '../conversation/transcript.ts';
import { createGrowth } from './growth.ts';

const reply = (text: string, state: ReplyLine['state'] = 'streaming'): ReplyLine => ({
  role: 'assistant',
  id: 'r1',
  inReplyTo: 'm1',
  attempt: 0,
  locale: 'ko_KR',
  source: { kind: 'model', name: 'nova' },
  text,
  parts: [],
  at: null,
  state,
  reason: null,
});

/** The frames until the next update of a reply that has become `more` longer than what is shown of it. */
function framesOf(text: string, more = 1, state?: ReplyLine['state']): number {
  const growth = createGrowth();
  growth.shown([reply(text.slice(0, -more))]);
  return growth.frames([reply(text, state)]);
}

it('is one step in two frames for all that is short', () => {
  expect([framesOf('a'.repeat(100)), framesOf('a'.repeat(1_500)), framesOf('a\n\n'.repeat(2_000))]).toEqual([2, 2, 2]);
});

it('takes the fewer steps the longer a paragraph is, and never fewer than seven a second', () => {
  const frames = [2_000, 4_000, 8_000, 15_000, 100_000].map(length => framesOf('a'.repeat(length)));
  expect(frames).toEqual([3, 4, 6, 8, 8]);
});

it('takes fewer steps for a long reply of many paragraphs as well', () => {
  expect(framesOf('가나다라마바사\n\n'.repeat(2_000))).toBe(4);
});

it('does not let much text wait, nor the end', () => {
  expect(framesOf('a'.repeat(10_000), 600)).toBe(2);
  expect(framesOf('a'.repeat(200_000), 1_001)).toBe(2);
  expect(framesOf('a'.repeat(10_000), 1, 'done')).toBe(1);
  expect(createGrowth().frames([])).toBe(1);
});
