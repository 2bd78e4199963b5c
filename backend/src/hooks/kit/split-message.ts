import { utf8Length } from '@lex-chat/protocol';
import type { HookResponse } from './hook.ts';
import { MESSAGE_MAX_LENGTH, MESSAGES_MAX, RESPONSE_MAX_BYTES } from './limits.ts';

/** How many bytes of messages a response without any still has room for. */
export function roomIn(response: HookResponse): number {
  return RESPONSE_MAX_BYTES - utf8Length(JSON.stringify({ ...response, messages: [] }));
}

/**
 * A long text as messages of Lex: cut between paragraphs where it can be, else lines, sentences or words, and never
 * within a character. What does not fit into ten messages and `maxBytes` of JSON is left out, and `ending` says so.
 */
export function splitMessage(text: string, maxBytes: number, ending: string): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  let left = maxBytes;
  while (rest !== '') {
    const [piece, behind] = cut(rest, MESSAGE_MAX_LENGTH);
    const isLastPlace = pieces.length === MESSAGES_MAX - 1;
    const fits = costOf(piece) <= left && (behind === '' || (!isLastPlace && costOf(piece) + costOf(ending) <= left));
    if (!fits) return [...pieces, ...farewell(piece, left, ending)];
    pieces.push(piece);
    left -= costOf(piece);
    rest = behind;
  }
  return pieces;
}

/** A last message: as much of the text as fits in front of the ending. */
function farewell(piece: string, left: number, ending: string): readonly string[] {
  const close = (start: string) => (start === '' ? ending : `${start}\n\n${ending}`);
  for (let length = MESSAGE_MAX_LENGTH - close(' ').length; length > 0; length = Math.floor(length / 2)) {
    const last = close(cut(piece, length)[0]);
    if (costOf(last) <= left) return [last];
  }
  return costOf(ending) <= left ? [ending] : [];
}

/** The start of a text, up to `length` code units, and what comes behind it. */
function cut(text: string, length: number): readonly [piece: string, behind: string] {
  if (text.length <= length) return [text, ''];
  const window = text.slice(0, length + 1);
  const end = borders(window).find(border => border >= length / 2) ?? endOfCharacter(text, length);
  return [text.slice(0, end).trim(), text.slice(end).trim()];
}

/** Where a text may be cut well: the last place of each kind, the best kind first. */
function borders(window: string): readonly number[] {
  return BORDERS.map(border => {
    const last = Array.from(window.matchAll(border)).at(-1);
    return last ? last.index + (last[1]?.length ?? 0) : -1;
  });
}

/** The group is what stays in front of the cut. */
const BORDERS = [/\n\s*\n/gu, /\n/gu, /([.!?。！？…]["”’)]*)\s/gu, /\s/gu];

/** The last place up to `length` that does not divide a surrogate pair. */
function endOfCharacter(text: string, length: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) && length > 1 ? length - 1 : length;
}

/** A message as JSON, with what stands around its text. */
function costOf(text: string): number {
  return utf8Length(JSON.stringify({ contentType: 'PlainText', content: text })) + 1;
}
