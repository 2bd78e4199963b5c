/** A conversation that a bot should be able to hold. */
export interface Dialogue {
  readonly name: string;
  readonly turns: readonly ExpectedTurn[];
}

export interface ExpectedTurn {
  /** In the file, from 1. */
  readonly line: number;
  readonly says: string;
  readonly hears: ExpectedMessages;
  readonly intent: ExpectedIntent;
  /** Only slots that are named here are looked at; null: it is empty. */
  readonly slots: Readonly<Record<string, string | null>>;
}

/** `anything`, or a pattern for each message: `…` stands for any text, `[…]` for a card by its title. */
export type ExpectedMessages = 'anything' | readonly string[];

export interface ExpectedIntent {
  readonly name: string;
  /** What is left out may be anything. */
  readonly standing: string | undefined;
}

/**
 * Reads dialogues from Markdown: a heading for each, and below it a table `says | hears | intent | slots`. Throws, naming the
 * line, at what it cannot read: a table that is skipped would look like one that passes.
 */
export function parseTables(markdown: string): readonly Dialogue[] {
  const dialogues: { name: string; turns: ExpectedTurn[] }[] = [];
  let name = '';
  for (const [i, text] of markdown.split('\n').entries()) {
    const line = i + 1;
    const [, heading] = /^##+ (.+)$/.exec(text) ?? [];
    if (heading !== undefined) name = heading.trim();
    if (!text.startsWith('|')) continue;
    const cells = cellsOf(text);
    if (cells.every(cell => /^:?-+:?$/.test(cell))) continue;
    if (cells.join(' ') === COLUMNS) {
      dialogues.push({ name, turns: [] });
      continue;
    }
    const dialogue = dialogues.at(-1);
    if (!dialogue || cells.length !== 4) throw new Error(`line ${line}: expected a table of ${COLUMNS}`);
    dialogue.turns.push(parseTurn(line, cells as [string, string, string, string]));
  }
  const empty = dialogues.find(({ turns }) => turns.length === 0);
  if (empty ?? dialogues.length === 0) throw new Error(`${empty?.name ?? 'the file'} holds no turns`);
  return dialogues;
}

const COLUMNS = 'says hears intent slots';

function cellsOf(row: string): readonly string[] {
  return row
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map(cell => cell.trim().replaceAll('\\|', '|'));
}

function parseTurn(line: number, [says, hears, intent, slots]: readonly [string, string, string, string]) {
  if (says === '') throw new Error(`line ${line}: nothing is said`);
  return { line, says, hears: parseHears(hears), intent: parseIntent(line, intent), slots: parseSlots(line, slots) };
}

function parseHears(cell: string): ExpectedMessages {
  if (cell === '*') return 'anything';
  return cell === '' || cell === '—' ? [] : cell.split(' / ').map(message => message.trim());
}

function parseIntent(line: number, cell: string): ExpectedIntent {
  const [, name, standing] = INTENT.exec(cell) ?? [];
  if (name === undefined) throw new Error(`line ${line}: “${cell}” is no intent, such as “Order asks Size”`);
  return { name, standing };
}

const INTENT = /^([\w-]+)(?: (asks [\w-]+|confirms|Fulfilled|Failed|ReadyForFulfillment))?$/;

function parseSlots(line: number, cell: string): ExpectedTurn['slots'] {
  if (cell === '') return {};
  const pairs = cell.split(/, (?=[\w-]+:)/).map(pair => {
    const [, name, value] = /^([\w-]+):(.*)$/.exec(pair) ?? [];
    if (name === undefined) throw new Error(`line ${line}: “${pair}” is no slot, such as “Size: large”`);
    return [name, value!.trim() === '' ? null : value!.trim()] as const;
  });
  return Object.fromEntries(pairs);
}
