import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ConversationState } from '../conversation/conversation.ts';
import type { Transcript } from '../conversation/transcript.ts';
import type { Strings } from '../strings/strings.ts';
import { message, type MessageActions, type MessageLook, type Row } from './message.ts';

/**
 * A message whose reply ended sooner than this, in milliseconds, does without a time of its own: the reply's stands
 * right below, or will when it ends.
 */
const SAME_TIME_MS = 60_000;

/** The conversation so far, with the dots of somebody writing below it. Only a line that changed is rendered again. */
export function messageList(
  { transcript, awaiting }: ConversationState,
  look: MessageLook,
  on: MessageActions,
): TemplateResult {
  const { strings, showText } = look;
  const streaming = transcript.findLast(line => line.role === 'assistant' && line.state === 'streaming');
  const writing = streaming ? !streaming.text : awaiting !== null;
  return html`<ul class="messages">
    ${repeat(
      rowsOf(transcript),
      ({ line }) => line.id,
      row => guard([row.line, row.first, row.timed, row.newest, strings, showText], () => message(row, look, on)),
    )}
    ${writing ? typing(strings) : nothing}
  </ul>`;
}

function rowsOf(transcript: Transcript): readonly Row[] {
  return transcript
    .filter(line => line.role === 'visitor' || line.state === 'done' || line.text || line.parts.length > 0)
    .map((line, index, shown) => {
      const next = shown[index + 1];
      return {
        line,
        first: line.role === 'assistant' || shown[index - 1]?.role !== 'visitor',
        timed: !next || (next.role !== line.role && (next.at ?? 0) - (line.at ?? 0) > SAME_TIME_MS),
        newest: !next,
      };
    });
}

function typing(strings: Strings): TemplateResult {
  return html`<li class="message assistant first">
    <div class="bubble typing"><span class="unseen">${strings.typing}</span><i></i><i></i><i></i></div>
  </li>`;
}
