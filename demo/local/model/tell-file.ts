import type { Question } from './find-passages.ts';
import type { Language } from './passage.ts';
import type { ShownFile } from './read-files.ts';

/** Words by which somebody asks about a file that they attached before. */
const ABOUT_FILES =
  /파일|첨부|문서|요약|몇 ?(줄|행|개)|행|열|합계|총합|평균|제목|file|attach|document|summar|how many|rows?\b|columns?\b|lines?\b|total|sum\b|average|heading/i;

/** What a demo model can say of files that it was shown: it counts, adds and quotes. Undefined where the question is about none. */
export function tellFiles({ text, language, files = [], titles = [], isNew = false }: Question): string | undefined {
  const asked = files.filter(
    ({ format, text: held }) => format === 'csv' && columnIn(text, rowsOf(held)) !== undefined,
  );
  if (!isNew && asked.length === 0 && (files.length + titles.length === 0 || !ABOUT_FILES.test(text))) return undefined;
  const told = (asked.length > 0 ? asked : files).map(file => tell(file, text, language));
  const unread = titles.filter(title => !files.some(file => file.title === title));
  return [...told, ...unread.map(title => UNREAD[language](title))].join('\n\n') || undefined;
}

const UNREAD: Readonly<Record<Language, (title: string) => string>> = {
  ko: title => `‘${title}’ 파일은 받았지만, 저는 데모용 모델이라 글로 된 파일만 읽을 수 있어요.`,
  en: title => `I got “${title}”, but as a demo model I can only read files of plain text.`,
};

function tell(file: ShownFile, question: string, language: Language): string {
  const said = file.format === 'csv' ? tellTable(file, question, language) : tellText(file, language);
  return file.note.includes('Only an excerpt') ? `${said} ${EXCERPT[language]}` : said;
}

const EXCERPT: Readonly<Record<Language, string>> = {
  ko: '파일이 길어서 일부만 읽었어요.',
  en: 'The file is long, so I have read only an excerpt of it.',
};

function tellTable({ title, text, note }: ShownFile, question: string, language: Language): string {
  const table = rowsOf(text);
  const [headings = [], ...rows] = table;
  const count = Number(/(\d+) rows under the headings/.exec(note)?.[1] ?? rows.length);
  const column = columnIn(question, table);
  if (column !== undefined) {
    const numbers = cellsIn(rows, column).map(toNumber).filter(Number.isFinite);
    const sum = number(numbers.reduce((total, value) => total + value, 0));
    return language === 'ko'
      ? `‘${title}’의 ‘${headings[column]}’ 열은 값이 ${numbers.length}개이고 합계는 ${sum}이에요.`
      : `The column “${headings[column]}” of “${title}” has ${numbers.length} values, which come to ${sum}.`;
  }
  return language === 'ko'
    ? `‘${title}’ 파일은 ${number(count)}행 ${headings.length}열의 표예요. 열 제목은 ${headings.map(heading => `‘${heading}’`).join(', ')}이에요.`
    : `“${title}” is a table of ${number(count)} rows and ${headings.length} columns: ${headings.map(heading => `“${heading}”`).join(', ')}.`;
}

function tellText({ title, text }: ShownFile, language: Language): string {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const headings = lines.flatMap(line => /^#{1,6} (.+)$/.exec(line)?.[1] ?? []);
  const quoted = headings.length > 0 ? headings : lines.slice(0, 2);
  const list = quoted.map(line => `- ${line}`).join('\n');
  return language === 'ko'
    ? `‘${title}’ 파일은 ${number(lines.length)}줄의 글이에요. ${headings.length > 0 ? '제목은 이래요.' : '이렇게 시작해요.'}\n\n${list}`
    : `“${title}” has ${number(lines.length)} lines of text. ${headings.length > 0 ? 'Its headings:' : 'It begins:'}\n\n${list}`;
}

/** Words by which somebody asks for a sum without saying of what. */
const SUM =
  /합계|총합|총계|총액|합산|더하|더해|더한|다 합|모두 합|전부 합|\bsums?\b|\btotals?\b|\badd(?:s|ed)? (?:it |them |all )?up\b/i;

/** The column that a question names; where it asks for a sum and names none, the only one that holds numbers. */
function columnIn(question: string, [headings = [], ...rows]: Table): number | undefined {
  const named = headings.findIndex(heading => heading !== '' && question.toLowerCase().includes(heading.toLowerCase()));
  if (named !== -1) return named;
  if (!SUM.test(question)) return undefined;
  const [only, ...others] = [...headings.keys()].filter(column => isOfNumbers(cellsIn(rows, column)));
  return others.length === 0 ? only : undefined;
}

function isOfNumbers(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every(cell => Number.isFinite(toNumber(cell)));
}

/** The cells of a column that hold something. */
function cellsIn(rows: Table, column: number): readonly string[] {
  return rows.flatMap(row => row[column] || []);
}

function toNumber(cell: string): number {
  return Number(cell.replaceAll(',', ''));
}

type Table = readonly (readonly string[])[];

function rowsOf(text: string): Table {
  const lines = text.split('\n').filter(line => line.trim() !== '' && !line.startsWith('[… '));
  return lines.map(line =>
    Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
      (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
    ),
  );
}

function number(value: number): string {
  return value.toLocaleString('en');
}
