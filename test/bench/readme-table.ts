import type { Report } from './document.ts';
import { shown } from './document.ts';
import { median } from './benchmark.ts';

/** What somebody who chooses a chat asks first. */
const ASKED: readonly RegExp[] = [
  /^transferred before the chat is opened/,
  /^transferred for one answer/,
  /^main thread until it has started/,
  /^main thread for 2,000 tokens at once, mixed text$/,
  /^exponent with which that grows/,
];

const NAMES = ['lex-chat', 'deep-chat', '@n8n/chat', 'botframework-webchat'];

/** Where the table stands in the README. */
const TABLE = /(?<=<!-- benchmarks -->\n)[^]*(?=\n<!-- \/benchmarks -->)/;

export function readmeTable({ benchmarks }: Report): string {
  const rows = ASKED.map(asked => {
    const found = benchmarks.find(({ what }) => asked.test(what));
    if (!found) throw new Error(`nothing was measured that is ${asked.source}`);
    return [found.what, ...NAMES.map(name => (found.of[name] ? shown(median(found.of[name]), found.unit) : ''))];
  });
  return [['', ...NAMES], ['', ...NAMES].map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

export function readTable(readme: string): string {
  return TABLE.exec(readme)?.[0].trim() ?? '';
}

export function withTable(readme: string, table: string): string {
  return readme.replace(TABLE, () => `\n${table}\n`);
}
