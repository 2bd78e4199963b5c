import { HELP, readOptions } from './options.ts';
import { monthlyCost } from './month.ts';
import { PRICES_AS_OF, PRICES_REGION } from './prices.ts';

/** `npm run cost -- --visitors 10000`: what a month costs, by service. */
const read = readOptions(process.argv.slice(2));
if ('help' in read) {
  process.stdout.write(HELP);
  process.exit(0);
}
if ('problem' in read) {
  process.stderr.write(`${read.problem}\n\n${HELP}`);
  process.exit(1);
}

const { use } = read;
const lines = monthlyCost(use);
const total = lines.reduce((sum, { dollars }) => sum + dollars, 0);
const turns = use.visitors * use.opened * use.turns;
const name = Math.max(...lines.map(({ service }) => service.length));
process.stdout.write(
  [
    ...lines.map(({ service, dollars, because }) => `${service.padEnd(name)}  ${money(dollars)}  ${because}`),
    `${'Total a month'.padEnd(name)}  ${money(total)}  ${turns > 0 ? `$${((1000 * total) / turns).toFixed(2)} for a thousand turns` : ''}`,
    '',
    `US dollars, list prices of ${PRICES_REGION} as of ${PRICES_AS_OF} (infra/cost/prices.ts), without free tiers and discounts.`,
    `Assumed: ${use.opened * 100} % of visitors open the chat, ${use.modelShare * 100} % of turns go to the model, ${use.minutes} minutes connected, ${use.keptDays} days kept.`,
    '',
  ].join('\n'),
);

function money(dollars: number): string {
  return `$${dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`.padStart(12);
}
