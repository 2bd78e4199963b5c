import { readFileSync, writeFileSync } from 'node:fs';

const README = new URL('../../widget/README.md', import.meta.url);

/** The table that the widget's page shows stands between these. */
const TABLE = /(?<=<!-- sizes -->\n)[^]*(?=\n<!-- \/sizes -->)/;

export function readTable(): string {
  return TABLE.exec(readFileSync(README, 'utf8'))![0];
}

export function writeTable(table: string): void {
  writeFileSync(
    README,
    readFileSync(README, 'utf8').replace(TABLE, () => `\n${table}\n`),
  );
}
