import type { Part } from '@lex-chat/protocol';
import type { Understanding } from './ports.ts';

/** What stands between two messages of one reply, for readers that only know text. */
const MESSAGE_GAP = '\n\n';

/** All that Lex said, as one reply: its texts with a `break` where a further one begins, cards and payloads in their order. */
export function composeReply({ messages, elicits }: Understanding): {
  readonly text: string;
  readonly parts: readonly Part[];
} {
  let text = '';
  const parts: Part[] = [];
  for (const message of messages) {
    if (message.kind !== 'text') {
      parts.push(message);
      continue;
    }
    if (text !== '') text += MESSAGE_GAP;
    // Behind a card, a first text is marked as well, or its place among the parts would be lost.
    if (text !== '' || parts.length > 0) parts.push({ kind: 'break', offset: text.length });
    text += message.text;
  }
  if (elicits) parts.push({ kind: 'elicit', ...elicits });
  return { text, parts };
}
