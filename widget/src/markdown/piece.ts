import type { Inline } from './block.ts';

/** An inline with what it was typed as. */
export interface Piece {
  readonly raw: string;
  readonly inline: Inline;
  /**
   * What it waits for, if more text comes: a mark for its counterpart, which cannot come from within a pair of others; a
   * bracket, a tick or an angle for an end that it may find anywhere.
   */
  readonly waits: 'mark' | 'end' | null;
}

export function textPiece(raw: string, text = raw, waits: Piece['waits'] = null): Piece {
  return { raw, inline: { kind: 'text', text }, waits };
}

export function rawOf(pieces: readonly Piece[]): string {
  return pieces.map(({ raw }) => raw).join('');
}

export function inlinesOf(pieces: readonly Piece[]): readonly Inline[] {
  return joined(pieces.map(({ inline }) => inline));
}

/** `inlines` with texts that stand side by side made one. */
export function joined(inlines: readonly Inline[]): readonly Inline[] {
  const result: Inline[] = [];
  for (const inline of inlines) {
    const last = result.at(-1);
    if (inline.kind !== 'text') result.push(inline);
    else if (last?.kind === 'text') result[result.length - 1] = { kind: 'text', text: last.text + inline.text };
    else if (inline.text) result.push(inline);
  }
  return result;
}

/** What `inlines` say, without what they look like. */
export function textOf(inlines: readonly Inline[]): string {
  return inlines
    .map(inline => {
      if ('text' in inline) return inline.text;
      if ('inlines' in inline) return textOf(inline.inlines);
      return 'instead' in inline ? textOf([inline.instead]) : '\n';
    })
    .join('');
}
