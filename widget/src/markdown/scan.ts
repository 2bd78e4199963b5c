import type { Place } from './emphasis.ts';
import type { BareAddress, Definitions } from './link.ts';
import type { Piece } from './piece.ts';
import type { RareInlines } from './rare-inlines.ts';

/** How far a line has been read. */
export interface Scan {
  readonly source: string;
  readonly definitions: Definitions;
  readonly rare: RareInlines;
  /** Those without angles that have not been passed, the last first. */
  readonly addresses: BareAddress[];
  at: number;
  readonly places: Place[];
  readonly brackets: Bracket[];
  /** Runs of ticks that nothing closes. */
  readonly unclosed: Set<string>;
  /** Where the last comment ends. */
  readonly commentEnd: number;
}

/** A bracket that may begin a link or an image. */
export interface Bracket {
  /** Which of the places it is, and where its text begins. */
  readonly place: number;
  readonly start: number;
  readonly isImage: boolean;
  /** A link cannot hold another. */
  isDead: boolean;
}

/** Adds a piece, and goes on behind it. */
export function put(scan: Scan, piece: Piece): void {
  scan.places.push(piece);
  scan.at += piece.raw.length;
}
