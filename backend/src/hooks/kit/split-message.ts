import { utf8Length } from '@lex-chat/protocol';
import { cutText } from '../../conversation/model/cut-text.ts';
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
    const [piece, behind] = cutText(rest, MESSAGE_MAX_LENGTH);
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
    const last = close(cutText(piece, length)[0]);
    if (costOf(last) <= left) return [last];
  }
  return costOf(ending) <= left ? [ending] : [];
}

/** A message as JSON, with what stands around its text. */
function costOf(text: string): number {
  return utf8Length(JSON.stringify({ contentType: 'PlainText', content: text })) + 1;
}
