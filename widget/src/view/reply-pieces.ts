import type { Part, ResponseCard } from '@lex-chat/protocol';

/** What a reply is shown as, one below the other. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'card'; readonly card: ResponseCard }
  /** What the page may put here, by the place of the payload among the parts. */
  | { readonly kind: 'payload'; readonly index: number };

/** The slot of the payload at `index` of a reply's parts. */
export function payloadSlot(replyId: string, index: number): string {
  return `payload-${replyId}-${index}`;
}

/**
 * Cuts a reply into the messages that it was given in. The parts stand in the order of those messages: a `break` begins
 * a further one, and a card or a payload belongs below the text of the message it came with.
 */
export function replyPieces(text: string, parts: readonly Part[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let below: Piece[] = [];
  let from = 0;

  function finish(to: number): void {
    // White space before the first words means something in markdown.
    const piece = text
      .slice(from, to)
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd();
    if (piece) pieces.push({ kind: 'text', text: piece });
    pieces.push(...below);
    below = [];
    // A reply that is still streaming may hear of a break before it has its text.
    from = Math.max(from, to);
  }

  for (const [index, part] of parts.entries()) {
    switch (part.kind) {
      case 'break':
        finish(part.offset);
        break;
      case 'card':
        below.push({ kind: 'card', card: part });
        break;
      case 'payload':
        below.push({ kind: 'payload', index });
        break;
      case 'citation':
      case 'elicit':
        break;
    }
  }
  finish(text.length);
  return pieces;
}
