import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type ReactiveControllerHost } from '../base/reactive-element.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Transcript } from '../conversation/line.ts';
import type { AskingStrings } from '../strings/more-strings.ts';
import type { ComposerLook } from '../view/composer.ts';
import type { EnterSends } from '../view/enter-sends.ts';
import { answerText } from './answer-text.ts';
import { askedIn, type Asked } from './asked.ts';
import { begunBy } from './begun-by.ts';
import { createIdle, type Idle, type IdleState } from './idle.ts';
import { isForWords, slotField } from './slot-field.ts';
import { slotKindOf } from './slot-kind.ts';
import { yesNo } from './yes-no.ts';

export { askingStyles as styles } from './styles.ts';

/** Helps a visitor to answer what Lex asks for. */
export interface Asking {
  look(draft: string): AskingLook;
  /** What is sent of what stands in the field; an empty text where it cannot be meant. */
  answer(value: string): Answer;
}

/** How the composer looks while Lex asks for something. */
export type AskingLook = Pick<ComposerLook, 'above' | 'field' | 'obfuscated'>;

export interface Answer {
  readonly text: string;
  readonly obfuscated: boolean;
}

/** What the part needs of the panel around it. */
export interface AskingPanel {
  readonly transcript: () => Transcript;
  readonly post: Conversation['ask'];
  readonly words: () => AskingStrings;
  readonly setDraft: (text: string) => void;
  readonly say: (text: string) => unknown;
  readonly announce: (text: string) => void;
  readonly focus: () => void;
  readonly enter: EnterSends;
}

export function createAsking(
  host: ReactiveControllerHost,
  panel: AskingPanel,
  createClock: (changed: () => void) => Idle = createIdle,
): Asking {
  const idle = createClock(told);
  let current: Asked | null = null;
  let lastTold: IdleState = 'waiting';
  let inWords = false;
  let isInvalid = false;

  host.addController({
    hostDisconnected() {
      idle.end();
      current = null;
    },
  });

  function follow(draft: string): Asked | null {
    const asked = askedIn(panel.transcript());
    if (asked?.reply.id === current?.reply.id) return asked;
    current = asked;
    isInvalid = false;
    lastTold = 'waiting';
    // Who is writing already is not interrupted; what is to be hidden is hidden all the same.
    inWords = draft !== '' && !asked?.wants.obfuscated;
    idle.end();
    if (asked?.wants.idleSeconds) {
      idle.begin(asked.wants.idleSeconds, asked.reply.at ?? Date.now());
      // Of what is long over nobody has to hear. Not while this is rendered: it is rendered anew for that.
      if (idle.state === 'forgets-soon') queueMicrotask(told);
    }
    return asked;
  }

  function told(): void {
    const words = panel.words();
    host.requestUpdate();
    if (idle.state === lastTold) return;
    lastTold = idle.state;
    if (idle.state === 'forgets-soon') panel.announce(words.forgetsSoon(idle.secondsLeft));
    if (idle.state === 'forgotten') panel.announce(words.forgotten);
  }

  async function goOn({ wants }: Asked): Promise<void> {
    panel.focus();
    const asked = current;
    const answered = await panel.post('/chat/wait', {});
    if (asked !== current) return;
    const waits = answered.ok && (answered.value as { readonly waits?: unknown }).waits === true;
    // Where that could not be asked, the clock goes on.
    if (answered.ok) idle.begin(wants.idleSeconds!, waits ? Date.now() : 0);
    told();
  }

  function toggle(): void {
    inWords = !inWords;
    panel.setDraft('');
    host.requestUpdate();
    void host.updateComplete.then(panel.focus);
  }

  const hidden = ({ wants }: Asked) => wants.obfuscated === true && !inWords;

  function idleNotice(asked: Asked): TemplateResult | typeof nothing {
    const words = panel.words();
    switch (idle.state) {
      case 'waiting':
        return nothing;
      case 'forgets-soon':
        return html`<div class="asking-notice">
          <p>${words.forgetsSoon(idle.secondsLeft)}</p>
          <button type="button" @click=${() => void goOn(asked)}>${words.goOn}</button>
        </div>`;
      case 'forgotten': {
        const begun = begunBy(panel.transcript(), asked.reply);
        return html`<div class="asking-notice">
          <p>${words.forgotten}</p>
          ${begun === null ? nothing : html`<button type="button" @click=${() => panel.say(begun)}>${words.startOver}</button>`}
        </div>`;
      }
    }
  }

  return {
    look(draft) {
      const asked = follow(draft);
      if (!asked) return { above: nothing, field: null, obfuscated: false };
      if (idle.state === 'forgotten') return { above: idleNotice(asked), field: null, obfuscated: false };
      const kind = slotKindOf(asked.wants);
      const words = panel.words();
      const isHidden = hidden(asked);
      const hasField = kind !== null && kind !== 'confirmation';
      const hasHint = hasField && (asked.wants.obfuscated === true || !isForWords(kind));
      const hint = isInvalid ? words.invalidMail : isHidden ? words.hidden : kind && words.hints[kind];
      const above = html`${idleNotice(asked)}
      ${
        kind === 'confirmation'
          ? html`<div class="asking" role="group" aria-label=${words.labels.confirmation}>
              ${yesNo(asked.reply.locale).map(
                text => html`<button class="quick" type="button" @click=${() => panel.say(text)}>${text}</button>`,
              )}
            </div>`
          : nothing
      }
      ${
        hasHint
          ? html`<div class="asking">
              <p id="hint" class=${isInvalid ? 'invalid' : ''}>${inWords ? nothing : hint}</p>
              <button class="other" type="button" @click=${toggle}>${inWords ? words.byControl : words.inWords}</button>
            </div>`
          : nothing
      }`;
      const field =
        hasField && !inWords
          ? slotField(
              { kind, isHidden, isInvalid, hasHint, label: words.labels[kind], draft },
              panel.setDraft,
              panel.enter,
            )
          : null;
      return { above, field, obfuscated: isHidden };
    },
    answer(value) {
      const asked = follow(value);
      const kind = asked && !inWords && idle.state !== 'forgotten' ? slotKindOf(asked.wants) : null;
      isInvalid = kind === 'email' && !/^\S+@\S+\.\S+$/.test(value.trim());
      if (isInvalid) {
        panel.announce(panel.words().invalidMail);
        host.requestUpdate();
        return { text: '', obfuscated: false };
      }
      const obfuscated = asked !== null && idle.state !== 'forgotten' && hidden(asked);
      return { text: answerText(kind, value, asked?.reply.locale ?? ''), obfuscated };
    },
  };
}
