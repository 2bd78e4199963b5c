import type { Part, ResponseCard } from '@lex-chat/protocol';

/** What a reply is shown as, one below the other. */
export type Piece =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'card'; readonly card: ResponseCard };

/**
 * Cuts a reply into the messages that it was given in. The parts stand in the order of those messages: a `break` begins
 * a further one, and a card belongs below the text of the message it came with.
 */
export function replyPieces(text: string, parts: readonly Part[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let cards: ResponseCard[] = [];
  let from = 0;

  function finish(to: number): void {
    // White space before the first words means something in markdown.
    const piece = text
      .slice(from, to)
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd();
    if (piece) pieces.push({ kind: 'text', text: piece });
    pieces.push(...cards.map(card => ({ kind: 'card' as const, card })));
    cards = [];
    // A reply that is still streaming may hear of a break before it has its text.
    from = Math.max(from, to);
  }

  for (const part of parts) {
    switch (part.kind) {
      case 'break':
        finish(part.offset);
        break;
      case 'card':
        cards.push(part);
        break;
      case 'citation':
      case 'elicit':
      case 'payload':
        break;
    }
  }
  finish(text.length);
  return pieces;
}
