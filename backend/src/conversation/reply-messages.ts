import type { ChatMessage, Part } from '@lex-chat/protocol';

/** The messages as Lex gave them: the text is cut where a `break` says that a further one begins. */
export function toMessages(text: string, parts: readonly Part[]): readonly ChatMessage[] {
  const breaks = parts.filter(part => part.kind === 'break').map(({ offset }) => offset);
  const textFrom = (start: number): ChatMessage[] => {
    const end = breaks.find(offset => offset > start) ?? text.length;
    const content = text.slice(start, end).trim();
    return content === '' ? [] : [{ contentType: 'PlainText', content }];
  };
  const first = breaks[0] === 0 ? [] : textFrom(0);
  return [...first, ...parts.flatMap(part => (part.kind === 'break' ? textFrom(part.offset) : toMessage(part)))];
}

function toMessage(part: Exclude<Part, { kind: 'break' }>): ChatMessage[] {
  switch (part.kind) {
    case 'card': {
      const { title, subtitle, imageUrl, buttons } = part;
      const card = { title, ...(subtitle !== null && { subtitle }), ...(imageUrl !== null && { imageUrl }), buttons };
      return [{ contentType: 'ImageResponseCard', imageResponseCard: card }];
    }
    case 'payload':
      return [{ contentType: 'CustomPayload', content: part.content }];
    case 'citation':
    case 'elicit':
      return [];
  }
}
