import { html, nothing, type TemplateResult } from 'lit';
import type { ConversationState } from '../conversation/conversation.ts';
import type { Strings } from '../strings/strings.ts';
import { closeIcon } from './icons.ts';
import { chatIcon } from './launcher.ts';

export interface HeaderModel {
  readonly strings: Strings;
  readonly heading: string;
  /** A chat that is part of the page cannot be closed. */
  readonly inline: boolean;
  readonly conversation: ConversationState;
}

/** The strip that says whom one talks to, and whether they can hear. */
export function header({ strings, heading, inline, conversation }: HeaderModel, onHide: () => void): TemplateResult {
  const { connection } = conversation;
  return html`<header class="header" part="header">
    <slot name="header">
      <span class="mark">${chatIcon}</span>
      <div class="titles">
        <h2 class="title" part="title">${heading}</h2>
        <p class="status ${connection}">${strings.status[connection]}</p>
      </div>
    </slot>
    ${
      inline
        ? nothing
        : html`<button class="close" type="button" aria-label=${strings.close} @click=${onHide}>${closeIcon}</button>`
    }
  </header>`;
}
