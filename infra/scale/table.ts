import { monthlyCost } from '../cost/month.ts';
import { USUAL } from '../cost/use.ts';
import { DAYS, peakOf, SURGE, type Peak, type Rush } from './peak.ts';
import { QUOTAS, SETTINGS } from './quotas.ts';

export const SIZES = [10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];
export const TURNS = USUAL.turns;

const COLUMNS: Readonly<Record<keyof Peak, string>> = {
  connects: 'connects/s',
  sockets: 'sockets at once',
  turns: 'turns/s',
  lex: 'Lex at once',
  functions: 'functions at once',
  calls: 'gateway calls/s',
  writeUnits: 'write units/s',
  tokens: 'model tokens/min',
};

/** Markdown: a rush on a site of each size. What is over a default quota is bold. */
export function scaleTable(rush: Rush): string {
  const names = Object.keys(COLUMNS) as (keyof Peak)[];
  return [
    row(['visitors a month', ...names.map(name => COLUMNS[name]), 'a month']),
    row(Array.from({ length: names.length + 2 }, () => '---:')),
    ...SIZES.map(visitors => {
      const peak = peakOf(visitors, TURNS, rush);
      const dollars = monthlyCost({ ...USUAL, visitors, turns: TURNS }).reduce((sum, line) => sum + line.dollars, 0);
      return row([count(visitors), ...names.map(name => cell(name, peak[name])), `$${count(dollars)}`]);
    }),
  ].join('\n');
}

/** Markdown: what a site of each size asks of the settings that hold it back. What is over its default is bold. */
export function settingsTable(): string {
  const names = Object.keys(SETTINGS) as (keyof typeof SETTINGS)[];
  return [
    row(['visitors a month', ...names.map(name => `\`${name}\`: ${count(SETTINGS[name])}`)]),
    row(Array.from({ length: names.length + 1 }, () => '---:')),
    ...SIZES.map(visitors => {
      const asked = askedOfSettings(visitors);
      return row([count(visitors), ...names.map(name => bold(asked[name], SETTINGS[name]))]);
    }),
  ].join('\n');
}

/** On a usual day, and in the busiest second of a surge: what comes on sockets, the busier of the two APIs. */
export function askedOfSettings(visitors: number): Readonly<Record<keyof typeof SETTINGS, number>> {
  const siteMessagesPerDay = (visitors / DAYS) * TURNS;
  const { turns, connects } = peakOf(visitors, TURNS, SURGE);
  return {
    siteMessagesPerDay,
    siteTokensPerDay: siteMessagesPerDay * USUAL.modelShare * (USUAL.promptTokens + USUAL.answerTokens),
    // Of each route, and these are two: messages, and the opening of sockets.
    requestsPerSecond: Math.max(turns, connects),
  };
}

function cell(name: keyof Peak, value: number): string {
  return bold(value, QUOTAS[name]?.limit ?? Infinity);
}

function bold(value: number, limit: number): string {
  return value > limit ? `**${count(value)}**` : count(value);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
