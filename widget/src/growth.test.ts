import { expect, it } from 'vitest';
import type { ReplyLine } from './conversation/transcript.ts';
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

it('is one step a frame for all that is not long', () => {
  expect([framesOf('짧은 답'), framesOf('a'.repeat(3_500)), framesOf('a\n\n'.repeat(4_000))]).toEqual([1, 1, 1]);
});

it('takes the fewer steps the longer a paragraph is, and never fewer than ten a second', () => {
  const frames = [4_000, 8_000, 15_000, 100_000].map(length => framesOf('a'.repeat(length)));
  expect(frames).toEqual([2, 3, 5, 6]);
});

it('takes fewer steps for a long reply of many paragraphs as well', () => {
  expect(framesOf('가나다라마바사\n\n'.repeat(2_000))).toBe(2);
});

it('does not let much text wait, nor the end', () => {
  expect(framesOf('a'.repeat(10_000), 300)).toBe(1);
  expect(framesOf('a'.repeat(200_000), 1_001)).toBe(1);
  expect(framesOf('a'.repeat(10_000), 1, 'done')).toBe(1);
  expect(createGrowth().frames([])).toBe(1);
});
