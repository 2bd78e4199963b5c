import { readFileSync, writeFileSync } from 'node:fs';

const README = new URL('../../widget/README.md', import.meta.url);

/** The table that the widget's page shows stands between these. */
const TABLE = /(?<=<!-- sizes -->\n)[^]*(?=\n<!-- \/sizes -->)/;

export function readTable(): string {
  return TABLE.exec(readFileSync(README, 'utf8'))![0];
}

/** Answers whether that changed the page. */
export function writeTable(table: string): boolean {
  const before = readFileSync(README, 'utf8');
  const after = before.replace(TABLE, () => `\n${table}\n`);
  writeFileSync(README, after);
  return after !== before;
}
