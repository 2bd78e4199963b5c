import { FUNCTION_MEMORY_MB } from '../lib/service-function.ts';
import { expect, it } from 'vitest';
import budget from '../../widget/budget.json' with { type: 'json' };
import { monthlyCost } from './month.ts';
import { PRICES } from './prices.ts';
import { TURN, USUAL } from './use.ts';

const use = { ...USUAL, visitors: 10_000, turns: 6 };
const dollars = (name: string, given = use) =>
  monthlyCost(given).find(({ service }) => service.startsWith(name))!.dollars;

it('asks Lex for every turn, the model for its share', () => {
  expect(dollars('Lex')).toBeCloseTo(60_000 * PRICES.lexTextRequest);
  expect(dollars('Model', { ...use, modelShare: 0 })).toBe(0);
  expect(dollars('Model', { ...use, modelShare: 0.6 })).toBeCloseTo(2 * dollars('Model'));
});

it('grows with the visitors, but for what is paid by the month', () => {
  const fixed = total({ ...use, visitors: 0 });
  expect(fixed).toBeGreaterThan(0);
  expect(total({ ...use, visitors: 20_000 }) - fixed).toBeCloseTo(2 * (total(use) - fixed));
});

it('names the dearest first', () => {
  const sums = monthlyCost({ ...use, model: 'anthropic.claude-sonnet-4-5' }).map(line => line.dollars);
  expect(sums).toEqual([...sums].sort((a, b) => b - a));
});

function total(given: typeof use): number {
  return monthlyCost(given).reduce((sum, line) => sum + line.dollars, 0);
}

it('reckons with the memory that functions have, and with no less than the element may weigh', () => {
  expect([TURN.receive.gb, TURN.answerGb, TURN.rest.gb]).toEqual(
    [1, 1, 1].map(gb => (gb * FUNCTION_MEMORY_MB) / 1_024),
  );
  expect(TURN.kilobytesClosed * 1_000).toBeGreaterThanOrEqual(budget.beforeOpening);
  expect(TURN.kilobytesOpened * 1_000).toBeGreaterThanOrEqual(budget.oneAnswer);
});
