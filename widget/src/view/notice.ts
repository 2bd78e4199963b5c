import { html, nothing, type TemplateResult } from 'lit';
import type { ConversationState } from '../conversation/conversation.ts';
import { isSessionFailure } from '../conversation/session.ts';
import type { Strings } from '../strings/strings.ts';

/** One quiet line under the header while something is not as it should be; with a way on where waiting does not help. */
export function notice(
  conversation: ConversationState,
  strings: Strings,
  onAgain: () => void,
): TemplateResult | typeof nothing {
  const text = noticeText(conversation, strings);
  if (!text) return nothing;
  const stuck = conversation.failure !== null || text === strings.unreachable || text === strings.historyFailed;
  const isOver = conversation.failure !== null && isSessionFailure(conversation.failure);
  return html`<div class="notice">
    <p>${text}</p>
    ${
      stuck
        ? html`<button type="button" @click=${onAgain}>${isOver ? strings.beginAnew : strings.again}</button>`
        : nothing
    }
  </div>`;
}

/** What is wrong with the whole conversation, the gravest first; undefined when all is well. */
export function noticeText({ failure, connection, history }: ConversationState, strings: Strings): string | undefined {
  if (failure) return strings.failures[failure];
  if (connection === 'offline') return strings.offline;
  if (connection === 'unreachable') return strings.unreachable;
  if (history === 'failed') return strings.historyFailed;
  if (connection === 'fallback') return strings.fallback;
  return undefined;
}
