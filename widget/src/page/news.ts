import type { FailureCode, Part } from '@lex-chat/protocol';
import type { ConversationState } from '../conversation/conversation.ts';
import type { Line, ReplyLine } from '../conversation/transcript.ts';

/** What happened between two states that a page or a listening visitor is told once. */
export type News =
  /** `reply` has ended. */
  | { readonly kind: 'reply'; readonly reply: ReplyLine }
  /** `reply`, of this visit or one before, holds another part: that at `index`. */
  | { readonly kind: 'part'; readonly reply: ReplyLine; readonly part: Part; readonly index: number }
  | { readonly kind: 'failure'; readonly code: FailureCode; readonly messageId: string | null };

/** What is new in `after`. Of history only the parts are: neither the page that was loaded first nor those before it. */
export function newsBetween(before: ConversationState, after: ConversationState): readonly News[] {
  let known: ReadonlyMap<string, Line> | undefined;
  const news: News[] = [];
  // Lines from before the first that was known are an earlier page. Before the history there is, all is one.
  let live = before.transcript.length === 0 && before.history === 'loaded';

  after.transcript.forEach((line, index) => {
    // As a rule a line stands where it stood, and no long transcript is made a map for a word of a fast answer.
    let former = before.transcript[index];
    if (former?.id !== line.id) {
      known ??= new Map(before.transcript.map(other => [other.id, other]));
      former = known.get(line.id);
    }
    if (former) live = true;
    if (former === line) return;
    switch (line.role) {
      case 'assistant': {
        // An answer that is given afresh has other parts.
        const told = former?.role === 'assistant' && former.attempt === line.attempt ? former.parts.length : 0;
        line.parts.forEach((part, place) => {
          if (place >= told) news.push({ kind: 'part', reply: line, part, index: place });
        });
        if (live && line.state === 'done' && former?.state !== 'done') news.push({ kind: 'reply', reply: line });
        break;
      }
      case 'visitor':
        if (former && line.state === 'failed') {
          news.push({ kind: 'failure', code: line.failure ?? 'unavailable', messageId: line.id });
        }
        break;
    }
  });
  if (after.failure && after.failure !== before.failure) {
    news.push({ kind: 'failure', code: after.failure, messageId: null });
  }
  return news;
}

/** Whether nothing of `before` is left: it is somebody else's, all was deleted, or another has begun in its place. */
export function isAnother({ subject, history, transcript }: ConversationState, after: ConversationState): boolean {
  if (subject !== null && after.subject !== subject) return true;
  if (history !== 'loaded') return false;
  return after.history === 'unloaded' || (after.transcript.length === 0 && after.transcript !== transcript);
}
