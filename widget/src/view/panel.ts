import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ConversationState } from '../conversation/conversation.ts';
import { streamingReply } from '../conversation/transcript.ts';
import type { LazyPart } from '../base/lazy-part.ts';
import type { YourData } from '../your-data/your-data.ts';
import type { Strings } from '../strings/strings.ts';
import { composer, type ComposerActions, type ComposerLook } from './composer.ts';
import { byId, each } from '../base/each.ts';
import { header } from './header.ts';
import { downIcon, stopIcon } from './icons.ts';
import { chatIcon } from './launcher.ts';
import type { MessageActions, MessageLook } from './message.ts';
import { messageList } from './message-list.ts';
import { notice, noticeText } from './notice.ts';

/** Something for a screen reader to say. */
export interface Announcement {
  readonly id: number;
  readonly text: string;
  readonly language: string;
}

export interface PanelModel {
  readonly strings: Strings;
  readonly look: MessageLook;
  readonly heading: string;
  readonly inline: boolean;
  /** What the page calls its visitor; nothing, where it does not. */
  readonly visitorName: string;
  /** What the page offers to whoever the chat cannot help; null if nothing. */
  readonly fallback: () => string | null;
  readonly conversation: ConversationState;
  readonly yourData: LazyPart<YourData>;
  readonly draft: string;
  readonly composer: ComposerLook;
  /** How many messages have come since the reader left the end of the transcript; null while they are there. */
  readonly below: number | null;
  /** How many replies have ended since it was closed. */
  readonly unread: number;
  readonly announcements: readonly Announcement[];
}

export interface PanelActions extends MessageActions, ComposerActions {
  readonly onHide: () => void;
  /** Back to the page, with the panel open. */
  readonly onLeave: () => void;
  readonly onYourData: () => void;
  readonly onStop: (replyId: string) => void;
  readonly onEarlier: () => void;
  /** Tries again what failed for the whole conversation. */
  readonly onAgain: () => void;
  readonly onScroll: (event: Event) => void;
  readonly onLatest: () => void;
  /** The transcript has the focus. */
  readonly onReach: () => void;
  /** Somewhere in the transcript. */
  readonly onClick: (event: MouseEvent) => void;
  /** The dialog may have left the top layer. */
  readonly onLost: () => void;
}

const KEYS: Readonly<Record<string, 'onHide' | 'onLeave' | undefined>> = { Escape: 'onHide', F6: 'onLeave' };

/** The window with the conversation: a dialog over the page, or a region of it where the page gave it room. */
export function panel(model: PanelModel, on: PanelActions): TemplateResult {
  const { strings, heading, inline } = model;
  if (inline) {
    return html`<section class="panel" part="panel" lang=${strings.language} aria-label=${heading}>
      ${inside(model, on)}
    </section>`;
  }
  return html`<dialog
    class="panel"
    part="panel"
    popover="manual"
    lang=${strings.language}
    aria-label=${heading}
    @keydown=${(event: KeyboardEvent) => {
      const act = KEYS[event.key];
      if (!act || event.isComposing) return;
      event.preventDefault();
      on[act]();
    }}
    @cancel=${(event: Event) => {
      event.preventDefault();
      on.onHide();
    }}
    @close=${on.onLost}
    @toggle=${on.onLost}
  >
    ${inside(model, on)}
    </dialog>
    <p class="unseen" aria-live="polite">${model.unread ? strings.unread(model.unread) : nothing}</p>`;
}

function inside(model: PanelModel, on: PanelActions): TemplateResult {
  const { strings, conversation, draft, announcements } = model;
  const { textMaxLength } = conversation;
  const streaming = streamingReply(conversation.transcript);
  return html`${header(model, on)} ${notice(conversation, strings, model.fallback, on.onAgain)}
    <div class="stage ${streaming ? 'busy' : ''}">
      <div
        class="transcript"
        part="transcript"
        role="log"
        aria-live="off"
        tabindex="0"
        aria-label=${strings.transcript}
        @scroll=${on.onScroll}
        @focus=${on.onReach}
        @click=${on.onClick}
      >
        ${aboveMessages(model, on)} ${messageList(conversation, model.look, on)}
      </div>
      ${overMessages(model, streaming?.id, on)}
    </div>
    <slot name="before-composer"></slot>
    ${composer({ strings, draft, textMaxLength, look: model.composer }, on)}
    <div class="unseen" aria-live="polite">
      ${each(announcements, ({ text, language }) => html`<p lang=${language}>${text}</p>`, undefined, byId)}
    </div>`;
}

function aboveMessages(
  { conversation, strings, visitorName }: PanelModel,
  { onEarlier }: PanelActions,
): TemplateResult | typeof nothing {
  const { transcript, history, earlier } = conversation;
  if (earlier === 'some') {
    return html`<button class="earlier" type="button" @click=${onEarlier}>${strings.earlier}</button>`;
  }
  if (earlier === 'loading') return html`<p class="earlier">${strings.loadingEarlier}</p>`;
  if (transcript.length > 0) return nothing;
  if (history === 'loading') return html`<p class="earlier">${strings.loadingHistory}</p>`;
  return html`<slot name="welcome">
    <div class="welcome">
      <span class="mark">${chatIcon}</span>
      <p class="welcome-title">${visitorName ? strings.greeting(visitorName) : strings.welcomeTitle}</p>
      ${noticeText(conversation, strings) ? nothing : html`<p>${strings.welcome}</p>`}
    </div>
  </slot>`;
}

function overMessages(
  { strings, below }: PanelModel,
  streaming: string | undefined,
  { onStop, onLatest }: PanelActions,
): TemplateResult {
  return html`<div class="over">
    ${
      streaming
        ? html`<button class="pill stop" type="button" @click=${() => onStop(streaming)}>
            ${stopIcon}${strings.stop}
          </button>`
        : nothing
    }
    ${
      below === null
        ? nothing
        : html`<button class="pill latest" type="button" aria-label=${strings.latest(below)} @click=${onLatest}>
            ${downIcon}${below || nothing}
          </button>`
    }
  </div>`;
}
