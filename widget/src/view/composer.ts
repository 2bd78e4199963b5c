import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { EnterSends } from './enter-sends.ts';
import type { Strings } from '../strings/strings.ts';
import { sendIcon } from './icons.ts';

export interface ComposerModel {
  readonly strings: Strings;
  readonly draft: string;
  /** In UTF-16 code units. */
  readonly textMaxLength: number;
  readonly look: ComposerLook;
}

/** What the composer has beside a text field and a button to send by. */
export interface ComposerLook {
  /** Stands above it. */
  readonly above: unknown;
  /** Stands below it, where there is something to tell: how much may be written. */
  readonly below: unknown;
  /** Stands before the text field. */
  readonly button: unknown;
  /** In place of the text field, if there is a better one. */
  readonly field: TemplateResult | null;
  /** Whether nobody is to read what is written. */
  readonly obfuscated: boolean;
  /** Whether something can be sent without a text. */
  readonly isReady: boolean;
}

export interface ComposerActions {
  readonly onDraft: (text: string) => void;
  readonly onSubmit: () => void;
  readonly enter: EnterSends;
}

/** Where the visitor writes. The text field grows with what is in it: it lies over a copy of its own text. */
export function composer({ strings, draft, textMaxLength, look }: ComposerModel, on: ComposerActions): TemplateResult {
  const left = textMaxLength - draft.length;
  return html`${look.above}<form
    class="composer"
    part="composer"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      on.onSubmit();
    }}
  >
    <div class="field">
      ${look.button} ${look.field ?? textField(strings, draft, left, look, on)}
      <button class="send" part="send" type="submit" aria-label=${strings.send} ?disabled=${(!draft.trim() && !look.isReady) || left < 0}>
        ${sendIcon}
      </button>
    </div>
    ${look.below}
  </form>`;
}

function textField(
  strings: Strings,
  draft: string,
  left: number,
  { below, obfuscated }: ComposerLook,
  on: ComposerActions,
): TemplateResult {
  return html`<div class="grow" data-text="${draft} ">
    <textarea
      class=${obfuscated ? 'hidden' : ''}
      part="input"
      rows="1"
      dir="auto"
      autocomplete="off"
      enterkeyhint="send"
      placeholder=${strings.placeholder}
      aria-label=${strings.message}
      aria-describedby=${below === nothing ? nothing : 'limit'}
      aria-invalid=${left < 0 ? 'true' : nothing}
      .value=${draft}
      @input=${(event: InputEvent) => on.onDraft((event.target as HTMLTextAreaElement).value)}
      @keydown=${on.enter.keydown}
      @beforeinput=${on.enter.beforeinput}
    ></textarea>
  </div>`;
}
