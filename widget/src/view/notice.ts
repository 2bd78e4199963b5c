import type { FailureCode } from '@lex-chat/protocol';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ConversationState } from '../conversation/conversation.ts';
import { isSessionFailure } from '../conversation/session.ts';
import type { Strings } from '../strings/strings.ts';
import { otherWay } from './other-way.ts';

/** One quiet line under the header while something is not as it should be; with a way on where waiting does not help. */
export function notice(
  conversation: ConversationState,
  strings: Strings,
  fallback: () => string | null,
  onAgain: () => void,
): TemplateResult | typeof nothing {
  const text = noticeText(conversation, strings);
  if (!text) return nothing;
  const { failure } = conversation;
  const stuck = failure ? mayMend(failure) : text === strings.unreachable || text === strings.historyFailed;
  const isOver = failure !== null && isSessionFailure(failure);
  const isHelpless = failure ? !isOver : text === strings.unreachable;
  return html`<div class="notice">
    <p>${text}</p>
    ${
      stuck
        ? html`<button type="button" @click=${onAgain}>${isOver ? strings.beginAnew : strings.again}</button>`
        : nothing
    }
    ${isHelpless ? otherWay(strings, fallback()) : nothing}
  </div>`;
}

/** Whether the same may go well when it is tried again. */
export function mayMend(code: FailureCode): boolean {
  return !FINAL.includes(code);
}

const FINAL: readonly FailureCode[] = [
  'bot-unknown',
  'origin-refused',
  'invalid-message',
  'text-too-long',
  'too-large',
];

/** Whether the service can hear what is said now, as the strip above the conversation has it. */
export function statusOf({ failure, connection }: ConversationState): ConversationState['connection'] | 'over' {
  if (!failure || connection === 'online' || connection === 'fallback') return connection;
  return isSessionFailure(failure) ? 'over' : 'unreachable';
}

/** What is wrong with the whole conversation, the gravest first; undefined when all is well. */
export function noticeText({ failure, connection, history }: ConversationState, strings: Strings): string | undefined {
  if (failure) return strings.failures?.[failure] ?? strings.unreachable;
  if (connection === 'offline') return strings.offline;
  if (connection === 'unreachable') return strings.unreachable;
  if (history === 'failed') return strings.historyFailed;
  if (connection === 'fallback') return strings.fallback;
  return undefined;
}

/** Why a message was not answered, as far as there are words for it. */
export function messageFailure(strings: Strings, code: FailureCode | null): string {
  return (code && strings.failures?.[code]) ?? strings.notSent;
}
