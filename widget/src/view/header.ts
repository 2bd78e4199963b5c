import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ConversationState } from '../conversation/conversation.ts';
import type { LazyPart } from '../base/lazy-part.ts';
import type { YourData } from '../your-data/your-data.ts';
import type { Strings } from '../strings/strings.ts';
import { closeIcon, moreIcon } from './icons.ts';
import { chatIcon } from './launcher.ts';
import { statusOf } from './notice.ts';

export interface HeaderModel {
  readonly strings: Strings;
  readonly heading: string;
  /** A chat that is part of the page cannot be closed. */
  readonly inline: boolean;
  readonly conversation: ConversationState;
  readonly yourData: LazyPart<YourData>;
}

export interface HeaderActions {
  readonly onHide: () => void;
  readonly onYourData: () => void;
}

/** The strip that says whom one talks to, and whether they can hear. */
export function header(
  { strings, heading, inline, conversation, yourData }: HeaderModel,
  { onHide, onYourData }: HeaderActions,
): TemplateResult {
  const { features, subject } = conversation;
  const status = statusOf(conversation);
  const hasMenu = subject !== null || features.includes('delete');
  const menu = yourData.part;
  return html`<header class="header" part="header">
    <slot name="header">
      <span class="mark">${chatIcon}</span>
      <div class="titles">
        <h2 class="title" part="title">${heading}</h2>
        <p class="status ${status}">${strings.status[status]}</p>
      </div>
    </slot>
    ${
      hasMenu
        ? html`<button
              class="close more"
              type="button"
              aria-label=${strings.yourData}
              aria-expanded=${menu?.isOpen ?? false}
              @click=${onYourData}
            >
              ${moreIcon}
            </button>
            ${menu?.render() ?? nothing}`
        : nothing
    }
    ${
      inline
        ? nothing
        : html`<button class="close" type="button" aria-label=${strings.close} @click=${onHide}>${closeIcon}</button>`
    }
  </header>${yourData.state === 'failed' ? html`<p class="notice" role="alert">${strings.partFailed}</p>` : nothing}`;
}
