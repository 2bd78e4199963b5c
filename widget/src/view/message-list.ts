import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ConversationState } from '../conversation/conversation.ts';
import { streamingReply, type Line, type Transcript } from '../conversation/transcript.ts';
import type { Strings } from '../strings/strings.ts';
import { byId, each } from '../base/each.ts';
import { message, type MessageActions, type MessageLook, type Row } from './message.ts';

/**
 * A message whose reply ended sooner than this, in milliseconds, does without a time of its own: the reply's stands
 * right below, or will when it ends.
 */
const SAME_TIME_MS = 60_000;

/**
 * The conversation so far, with the dots of somebody writing below it, and days above what was said on them: as seen at `now`,
 * in milliseconds since 1970. Only a line that changed is rendered again.
 */
export function messageList(
  { transcript, awaiting }: ConversationState,
  look: MessageLook,
  on: MessageActions,
  now: number = Date.now(),
): TemplateResult {
  const streaming = streamingReply(transcript);
  const writing = streaming ? !streaming.text : awaiting !== null;
  return html`<ul class="messages">
    ${each(rowsOf(transcript, look, now), row => message(row, look, on), look, byId)}
    ${writing ? typing(look.strings) : nothing}
  </ul>`;
}

function rowsOf(transcript: Transcript, { nameDay, strings }: MessageLook, now: number): readonly Row[] {
  // Of what was said today, and only that, nobody has to be told.
  let before = now;
  return transcript
    .filter(line => line.role === 'visitor' || line.state === 'done' || line.text || line.parts.length > 0)
    .map((line, index, shown) => {
      const next = shown[index + 1];
      // What streams is said now, and a clock that is fast says nothing tomorrow.
      const at = Math.min(line.at ?? now, now);
      const day = nameDay(before, at, now, strings.language);
      before = at;
      return rowOf({
        id: line.id,
        line,
        day,
        first: day !== null || line.role === 'assistant' || shown[index - 1]?.role !== 'visitor',
        timed: !next || (next.role !== line.role && (next.at ?? 0) - (line.at ?? 0) > SAME_TIME_MS),
        newest: !next,
      });
    });
}

const rows = new WeakMap<Line, Row>();

/** The row of a line, which stays the same object until its place is another. */
function rowOf(row: Row): Row {
  const known = rows.get(row.line);
  if (known?.day === row.day && known.first === row.first && known.timed === row.timed && known.newest === row.newest)
    return known;
  rows.set(row.line, row);
  return row;
}

function typing(strings: Strings): TemplateResult {
  return html`<li class="message assistant first">
    <div class="bubble typing"><span class="unseen">${strings.typing}</span><i></i><i></i><i></i></div>
  </li>`;
}
