import type { Piece } from './piece.ts';

/** An address that is its own text. */
export function addressPiece(raw: string, text: string, address: string): Piece {
  return { raw, inline: { kind: 'link', address, title: '', inlines: [{ kind: 'text', text }] }, waits: null };
}
