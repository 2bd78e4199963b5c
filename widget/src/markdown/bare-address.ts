import { addressPiece } from './address-piece.ts';
import type { BareAddress } from './link.ts';

/** Only what may stand unescaped in an address, so that a Korean particle behind one is not taken for a part of it. */
const WEB = /(?:https?:\/\/(?=\w)|www\.(?=\w))[\w\-.~:/?#@!$&'()*+,;=%]+/gi;

const MAIL_BEFORE = /[\w.+-]/;
const MAIL_AFTER = /@\w(?:[\w-]{0,61}\w)?(?:\.\w(?:[\w-]{0,61}\w)?){1,8}(?![\w-])/y;

/** The web and mail addresses in `source`, the last first. In a text that grows, one may go on behind mere marks. */
export function bareAddresses(source: string, isGrowing: boolean): BareAddress[] {
  return [...webAddresses(source), ...mailAddresses(source)]
    .filter(({ start, piece }) => !isGrowing || /\s/.test(source.slice(start + piece.raw.length)))
    .sort((one, other) => other.start - one.start);
}

function* webAddresses(source: string): Iterable<BareAddress> {
  for (const { 0: found, index } of source.matchAll(WEB)) {
    if (/[a-z\d]/i.test(source[index - 1] ?? '')) continue;
    const text = withoutEnd(found);
    yield { start: index, piece: addressPiece(text, text, /^www/i.test(text) ? `http://${text}` : text) };
  }
}

/** Found by their `@`: looking for what may stand before it takes the square of the length of unlucky texts. */
function* mailAddresses(source: string): Iterable<BareAddress> {
  for (let at = source.indexOf('@'); at >= 0; at = source.indexOf('@', at + 1)) {
    let start = at;
    while (at - start < 64 && MAIL_BEFORE.test(source[start - 1] ?? '')) start -= 1;
    MAIL_AFTER.lastIndex = at;
    const after = start < at && MAIL_AFTER.exec(source);
    if (!after) continue;
    const text = source.slice(start, at) + after[0];
    yield { start, piece: addressPiece(text, text, `mailto:${text}`) };
  }
}

/** An address without the marks that more often end a sentence, and without a parenthesis that was opened before it. */
function withoutEnd(found: string): string {
  let text = found.replace(/&\w+;$/, '');
  for (;;) {
    const isClosing = text.endsWith(')') && text.split('(').length < text.split(')').length;
    if (!isClosing && !/[?!.,:;*_~'&$]$/.test(text)) return text;
    text = text.slice(0, -1);
  }
}
