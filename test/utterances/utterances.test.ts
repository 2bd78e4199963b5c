import { banking } from '@lex-chat/backend/bots/banking';
import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import { expect, it } from 'vitest';
import { measure, readUtterances, shares, type Share } from './measure.ts';

it('takes most of what people say for what they mean, and leaves the rest to the model', async () => {
  const measured = [
    ...shares(await measure(helloWorld, readUtterances('hello-world'))),
    ...shares(await measure(banking, readUtterances('banking'))),
  ];
  const rate = (of: readonly Share['inScope'][]) =>
    of.reduce((sum, { right }) => sum + right, 0) / of.reduce((sum, share) => sum + share.of, 0);
  expect(rate(measured.map(({ inScope }) => inScope))).toBeGreaterThanOrEqual(0.85);
  expect(rate(measured.map(({ outOfScope }) => outOfScope))).toBeGreaterThanOrEqual(0.9);
});
