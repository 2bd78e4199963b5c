import type { Report } from './document.ts';
import { cell, shown } from './document.ts';
import { median, type Benchmark } from '../benchmark.ts';

/** What somebody who chooses a chat asks first. */
const ASKED: readonly RegExp[] = [
  /^transferred before the chat is opened/,
  /^transferred for one answer/,
  /^main thread until (it has started|its launcher or its field is there)/,
  /^main thread for 2,000 tokens at once, mixed text$/,
  /^main thread for 2,000 tokens, 10 a frame, mixed text$/,
  /^exponent with which (that grows|it grows, 10 a frame), 500 to 2,000 tokens(, mixed text)?$/,
];

const NAMES = ['lex-chat', 'deep-chat', '@n8n/chat', 'botframework-webchat'];

/** Where the table stands in the README. */
const TABLE = /(?<=<!-- benchmarks -->\n)[^]*(?=\n<!-- \/benchmarks -->)/;

/** Where the first words of a README say what a page loads. */
const WEIGHT = /(?<=a page\s+loads\s+|opened it weighs )[\d.]+ kB/;

/** `readme` with what was measured, in its table, if there is one, and in its words. Throws where they tell no weight. */
export function withFigures(readme: string, report: Report): string {
  if (!WEIGHT.test(readme)) throw new Error('the README no longer says what a page loads');
  return withTable(readme, readmeTable(report)).replace(WEIGHT, () => weightOf(report));
}

/** What a page loads before the chat is opened. */
function weightOf({ benchmarks }: Report): string {
  const { of, unit } = measured(benchmarks, ASKED[0]!);
  return shown(median(of['lex-chat']!), unit);
}

export function readmeTable({ benchmarks }: Report): string {
  const rows = ASKED.map(asked => {
    const { what, of, unit } = measured(benchmarks, asked);
    return [what, ...NAMES.map(name => (of[name] ? cell(of, name, unit) : ''))];
  });
  return [['', ...NAMES], ['', ...NAMES].map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

function measured(benchmarks: readonly Benchmark[], asked: RegExp): Benchmark {
  const found = benchmarks.find(({ what }) => asked.test(what));
  if (!found) throw new Error(`nothing was measured that is ${asked.source}`);
  return found;
}

export function readTable(readme: string): string {
  return TABLE.exec(readme)?.[0].trim() ?? '';
}

export function withTable(readme: string, table: string): string {
  return readme.replace(TABLE, () => `\n${table}\n`);
}
