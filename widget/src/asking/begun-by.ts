import { findMessage, type ReplyLine, type Transcript } from '../conversation/line.ts';

/** What the visitor said that made Lex ask all this for one intent; null where that is not known, or nobody may know. */
export function begunBy(transcript: Transcript, asked: ReplyLine): string | null {
  const replies = transcript.filter(line => line.role === 'assistant');
  const before = replies.slice(0, replies.indexOf(asked) + 1).reverse();
  const other = before.findIndex(
    ({ parts }) => !parts.some(part => part.kind === 'elicit' && isOf(asked, part.intent)),
  );
  const first = before[(other < 0 ? before.length : other) - 1];
  const begun = first && findMessage(transcript, first.inReplyTo);
  return begun && !begun.obfuscated ? begun.text : null;
}

function isOf({ parts }: ReplyLine, intent: string): boolean {
  return parts.some(part => part.kind === 'elicit' && part.intent === intent);
}
