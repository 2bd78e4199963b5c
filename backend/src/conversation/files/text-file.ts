import { isRecord, readJson } from '@lex-chat/protocol';
import { csvFacts, tellCsvFacts } from './csv-facts.ts';
import { excerpt } from './excerpt.ts';

/** A file of text as the model is shown it. */
export interface TextFile {
  /** What was counted, and that something is left out; empty where there is nothing to say. */
  readonly note: string;
  readonly text: string;
}

/** Most tokens of one file that are kept. */
export const TEXT_FILE_MAX_TOKENS = 12_000;

/** What is kept of a text. The whole of it is counted before it is cut. */
export function makeTextFile(
  text: string,
  type: 'txt' | 'csv' | 'md',
): { readonly file: TextFile; readonly isExcerpt: boolean } {
  const cut = excerpt(text, TEXT_FILE_MAX_TOKENS);
  const counted =
    type === 'csv' ? tellCsvFacts(csvFacts(text)) : `The whole file has ${text.split('\n').length} lines.`;
  const isExcerpt = cut.leftOut > 0;
  const note = isExcerpt ? `${EXCERPT_NOTE} ${counted}` : type === 'csv' ? counted : '';
  return { file: { note, text: cut.text }, isExcerpt };
}

export const EXCERPT_NOTE = 'Only an excerpt of it is shown; say so if your answer rests on it.';

export function writeTextFile(file: TextFile): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(file));
}

/** What was kept of a text; undefined where that is something else. */
export function readTextFile(bytes: Uint8Array): TextFile | undefined {
  const value = readJson(new TextDecoder().decode(bytes));
  if (!isRecord(value) || typeof value['note'] !== 'string' || typeof value['text'] !== 'string') return undefined;
  return { note: value['note'], text: value['text'] };
}
