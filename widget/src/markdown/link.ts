import type { Piece } from './piece.ts';

/** No address is longer than that, in UTF-16 code units: so a text full of openings is read in good time. */
export const ADDRESS_MAX = 2_000;

/** Where a link leads, and what is said about it. */
export interface LinkTarget {
  readonly address: string;
  readonly title: string;
}

/** Addresses that a text gives names to, by their names. */
export type Definitions = Map<string, LinkTarget>;

/** A target with the place behind it. */
export interface FoundTarget extends LinkTarget {
  readonly end: number;
}

/** An address that is typed without any marks. */
export interface BareAddress {
  readonly start: number;
  readonly piece: Piece;
}
