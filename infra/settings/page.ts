import { settingsTable } from './table.ts';

const BEGIN = '<!-- settings: written by `npm run settings -w @lex-chat/infra` -->';
const END = '<!-- end of settings -->';

/** A page with the table of settings of today between its marks. */
export function withTable(page: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`the page has no place for the table: ${BEGIN} … ${END}`);
  return `${page.slice(0, begin + BEGIN.length)}\n${settingsTable()}\n${page.slice(end)}`;
}
