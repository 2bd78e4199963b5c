import type { Inline } from './block.ts';
import { gathered } from './emphasis.ts';
import { ADDRESS_MAX, type FoundTarget, type LinkTarget } from './link.ts';
import { inlinesOf, joined, textOf, textPiece, type Piece } from './piece.ts';
import { put, type Bracket, type Scan } from './scan.ts';

const PLAIN_TARGET = new RegExp(`\\]\\(((?:[^\\s\\p{Cc}()<\\\\&]|&(?!#?\\w+;)){0,${ADDRESS_MAX - 1}})\\)`, 'uy');

/** Reads a bracket that may begin a link or an image. */
export function openBracket(scan: Scan): void {
  const { source, places, at } = scan;
  const isImage = source[at] === '!';
  const raw = isImage ? '![' : '[';
  scan.brackets.push({ place: places.length, start: at + raw.length, isImage, isDead: false });
  put(scan, textPiece(raw, raw, 'end'));
}

/** Makes a link or an image of what lies between a bracket and this one, if a target follows. */
export function closeBracket(scan: Scan): void {
  const bracket = scan.brackets.pop();
  const found = bracket && !bracket.isDead ? targetAt(scan, bracket) : undefined;
  if (!bracket || !found) {
    // What follows will not make it a link, unless nothing has followed yet.
    if (bracket && scan.at + 1 < scan.source.length) {
      scan.places[bracket.place] = textPiece(bracket.isImage ? '![' : '[');
    }
    return put(scan, textPiece(']'));
  }
  const inner = gathered(scan.places.splice(bracket.place).slice(1));
  const raw = scan.source.slice(bracket.start - (bracket.isImage ? 2 : 1), found.end);
  scan.places.push({ raw, inline: linkOf(scan, bracket, found, inner), waits: null });
  scan.at = found.end;
  if (!bracket.isImage) for (const outer of scan.brackets) outer.isDead ||= !outer.isImage;
}

/** The target behind a closing bracket. One with a title, with escapes or parentheses of its own is rare. */
function targetAt({ source, at, definitions, rare }: Scan, { start }: Bracket): FoundTarget | undefined {
  PLAIN_TARGET.lastIndex = at;
  const [found, address = ''] = PLAIN_TARGET.exec(source) ?? [];
  if (found) return { address, title: '', end: at + found.length };
  return rare.targetAt(source, start, at, definitions);
}

function linkOf({ rare }: Scan, { isImage }: Bracket, target: LinkTarget, inner: readonly Piece[]): Inline {
  const { address, title } = target;
  const inlines = inlinesOf(inner);
  if (!isImage) return { kind: 'link', address, title, inlines: joined(inlines.flatMap(withoutLinks)) };
  return rare.imageOf({ kind: 'link', address, title, inlines: [{ kind: 'text', text: textOf(inlines) }] });
}

/** An address within the text of a link is text. */
function withoutLinks(inline: Inline): readonly Inline[] {
  if ('instead' in inline) return [{ ...inline, instead: { kind: 'text', text: textOf([inline]) } }];
  if (!('inlines' in inline)) return [inline];
  if (inline.kind === 'link') return inline.inlines;
  return [{ ...inline, inlines: joined(inline.inlines.flatMap(withoutLinks)) }];
}
