import type { ResponseCard } from '@lex-chat/protocol';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Line, ReplyLine, VisitorLine } from '../conversation/transcript.ts';
import type { Strings } from '../strings/strings.ts';
import type { nameDay } from './day.ts';
import type { showFiles } from './files.ts';
import { retryIcon, warnIcon } from './icons.ts';
import { mayMend, messageFailure } from './notice.ts';
import { payloadSlot, replyPieces } from './reply-pieces.ts';
import { paragraphs } from './text.ts';
import { formatTime } from './time.ts';

/** A line of the transcript with its place among its neighbours. */
export interface Row {
  readonly id: string;
  readonly line: Line;
  /** What the day is called that begins with this line; null where it does not. */
  readonly day: string | null;
  /** Whether the line before is of somebody else, or another reply. */
  readonly first: boolean;
  /** Whether a message shows when it was sent. */
  readonly timed: boolean;
  readonly newest: boolean;
}

/** The words of a message, and how what a reply holds is shown. */
export interface MessageLook extends MessageExtras {
  readonly strings: Strings;
  /** `isWhole` says that no more of the text will come. */
  readonly showText: (text: string, isWhole: boolean) => unknown;
}

/** What messages have beyond those of a plain conversation. */
export interface MessageExtras {
  readonly showCard: (card: ResponseCard, live: boolean, onChoose: MessageActions['onChoose']) => TemplateResult;
  readonly showFiles: typeof showFiles;
  readonly nameDay: typeof nameDay;
  /** What stands below a reply that has ended. */
  readonly under: (line: ReplyLine) => unknown;
}

export interface MessageActions {
  readonly onRetry: (messageId: string) => void;
  readonly onChoose: (value: string) => void;
}

/** One item of the list: what the visitor said, or a reply with all its bubbles and cards. A day that begins is an item of its own. */
export function message(row: Row, look: MessageLook, on: MessageActions): TemplateResult {
  const { line, first, day } = row;
  const place = `${line.role} ${first ? 'first' : ''}`;
  return html`${day === null ? nothing : html`<li class="day first">${day}</li>`}
    <li class="message ${place}">
    ${line.role === 'visitor' ? visitorMessage(line, row, look, on) : reply(line, row, look, on)}
  </li>`;
}

function visitorMessage(line: VisitorLine, { timed }: Row, look: MessageLook, on: MessageActions): TemplateResult {
  const { strings } = look;
  return html`<div class="bubble" part="visitor">
      <span class="unseen">${strings.yours}</span>${look.showFiles(line)}${paragraphs(line.text)}
    </div>
    ${underVisitorMessage(line, timed, strings, on)}`;
}

function underVisitorMessage(
  { id, state, failure, obfuscated, at }: VisitorLine,
  timed: boolean,
  strings: Strings,
  on: MessageActions,
): TemplateResult | typeof nothing {
  switch (state) {
    case 'failed':
      return html`<p class="under failed">
          ${warnIcon}<span>${messageFailure(strings, failure)}</span>
        </p>
        ${obfuscated || (failure && !mayMend(failure)) ? nothing : again(strings.retry, () => on.onRetry(id))}`;
    case 'sending':
      return timed ? html`<p class="under">${strings.sending}</p>` : nothing;
    case 'sent':
      return timed ? html`<p class="under">${time(at, strings)}</p>` : nothing;
  }
}

function reply(
  line: ReplyLine,
  { newest }: Row,
  { strings, showText, showCard, under }: MessageLook,
  on: MessageActions,
): TemplateResult {
  const { text, parts, state, reason, source, at } = line;
  const pieces = replyPieces(text, parts);
  const streaming = state === 'streaming';
  return html`<span class="unseen">${strings.theirs}</span>
    <div class="pieces ${streaming ? 'streaming' : ''}" lang=${line.locale.replace('_', '-')}>
      ${pieces.map((piece, index) => {
        switch (piece.kind) {
          case 'text':
            return html`<div class="bubble" part="reply">${showText(piece.text, !streaming || index < pieces.length - 1)}</div>`;
          case 'card':
            return showCard(piece.card, newest && !streaming, on.onChoose);
          case 'payload':
            return html`<slot name=${payloadSlot(line.id, piece.index)}></slot>`;
        }
      })}
    </div>
    ${reason && reason !== 'complete' ? html`<p class="under ended">${strings.ended[reason]}</p>` : nothing}
    ${
      streaming
        ? nothing
        : html`<p class="under">
              <span class="source ${source.kind}">${strings.source(source)}</span>${at === null ? nothing : time(at, strings)}
            </p>
            ${under(line)}`
    }
    ${reason === 'interrupted' && newest ? again(strings.askAgain, () => on.onRetry(line.inReplyTo)) : nothing}`;
}

function again(label: string, onClick: () => void): TemplateResult {
  return html`<button class="retry" type="button" @click=${onClick}>${retryIcon}${label}</button>`;
}

function time(at: number, strings: Strings): TemplateResult {
  return html`<time datetime=${new Date(at).toISOString()}>${formatTime(at, strings.language)}</time>`;
}
