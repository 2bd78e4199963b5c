import { addressPiece } from './address-piece.ts';
import { textPiece, type Piece } from './piece.ts';

const TAG =
  /<(?:[a-z][a-z\d-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?|\/[a-z][a-z\d-]*\s*)>/iy;
const ANGLED = /<(?:([a-z][a-z\d+.-]{1,31}:[^\s<>\p{Cc}]*)|([\w.!#$%&'*+/=?^`{|}~-]+@\w[\w-]*(?:\.\w[\w-]*)*))>/iuy;

/** What the angle at `at` of `source` begins: an address; or a tag or a comment, which are text as they were typed. */
export function readAngle(source: string, at: number, commentEnd: number): Piece | undefined {
  ANGLED.lastIndex = at;
  const [address, web, mail = ''] = ANGLED.exec(source) ?? [];
  if (address) return addressPiece(address, web ?? mail, web ?? `mailto:${mail}`);

  TAG.lastIndex = at;
  const isComment = source.startsWith('<!--', at) && at + 2 <= commentEnd;
  const comment = isComment ? source.indexOf('-->', at + 2) + 3 : 0;
  const tag = TAG.exec(source)?.[0] ?? source.slice(at, Math.max(at, comment));
  return tag ? textPiece(tag) : undefined;
}
