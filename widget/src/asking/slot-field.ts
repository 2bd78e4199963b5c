import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { EnterSends } from '../view/enter-sends.ts';
import type { SlotKind } from './slot-kind.ts';

export interface SlotField {
  readonly kind: Exclude<SlotKind, 'confirmation'>;
  /** Whether it is masked. */
  readonly isHidden: boolean;
  readonly isInvalid: boolean;
  /** Whether a hint stands above it. */
  readonly hasHint: boolean;
  readonly label: string;
  readonly draft: string;
}

interface Control {
  readonly type: string;
  readonly inputmode?: string;
  readonly autocomplete?: string;
}

const CONTROLS: Readonly<Record<SlotField['kind'], Control>> = {
  date: { type: 'date' },
  time: { type: 'time' },
  // Lex hears numbers in words as well, which a field for numbers would not take.
  number: { type: 'text', inputmode: 'decimal' },
  tel: { type: 'tel', inputmode: 'tel', autocomplete: 'tel' },
  email: { type: 'email', inputmode: 'email', autocomplete: 'email' },
  'given-name': { type: 'text', autocomplete: 'given-name' },
  'family-name': { type: 'text', autocomplete: 'family-name' },
  'postal-code': { type: 'text', autocomplete: 'postal-code' },
  text: { type: 'text' },
};

/** Whether what is written into the field is words already, so that there is no other way to write them. */
export function isForWords(kind: SlotField['kind']): boolean {
  const { type, inputmode } = CONTROLS[kind];
  return type === 'text' && inputmode === undefined;
}

/** The field for what Lex asks for, in place of the one for text. */
export function slotField(
  { kind, isHidden, isInvalid, hasHint, label, draft }: SlotField,
  onDraft: (text: string) => void,
  enter: EnterSends,
): TemplateResult {
  const { type, inputmode, autocomplete = 'off' } = CONTROLS[kind];
  return html`<input
    class="slot"
    part="input"
    type=${isHidden ? 'password' : type}
    inputmode=${inputmode ?? nothing}
    autocomplete=${isHidden ? 'off' : autocomplete}
    autocapitalize=${isHidden ? 'off' : nothing}
    enterkeyhint="send"
    dir="auto"
    placeholder=${label}
    aria-label=${label}
    aria-describedby=${hasHint ? 'hint' : nothing}
    aria-invalid=${isInvalid ? 'true' : nothing}
    .value=${draft}
    @input=${(event: InputEvent) => onDraft((event.target as HTMLInputElement).value)}
    @keydown=${enter.keydown}
    @beforeinput=${enter.beforeinput}
  />`;
}
