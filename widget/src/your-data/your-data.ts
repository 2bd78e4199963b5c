import { isRecord, offeredModels } from '@lex-chat/protocol';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type ReactiveControllerHost } from '../base/reactive-element.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { YourDataStrings } from '../strings/more-strings.ts';

export { yourDataStyles as styles } from './styles.ts';

/** The menu by which visitors choose who answers, and take, delete and leave what they said. */
export interface YourData {
  readonly isOpen: boolean;
  toggle(): void;
  render(): TemplateResult | typeof nothing;
}

/** Makes the menu of the chat in `host`. `conversation` is the one that shows at the moment. */
export function createYourData(
  host: ReactiveControllerHost & Element,
  conversation: () => Conversation,
  wordsNow: () => YourDataStrings,
  save: (text: string) => void = saveFile,
): YourData {
  let isOpen = false;
  let state: 'quiet' | 'working' | 'remove-failed' | 'download-failed' = 'quiet';

  const become = (next: typeof state, open = isOpen) => {
    state = next;
    isOpen = open;
    host.requestUpdate();
  };
  const find = (selector: string) => host.shadowRoot?.querySelector<HTMLElement>(selector);
  const dialog = () => find('.confirm') as HTMLDialogElement;

  const toggle = () => {
    become('quiet', !isOpen);
    void host.updateComplete.then(() =>
      find(isOpen ? '.your-data :is(button, :checked)' : '.more')?.focus({ preventScroll: true }),
    );
  };

  const download = async () => {
    become('working');
    const exported = await conversation().ask('/history/export');
    if (!exported.ok || !isRecord(exported.value)) return become('download-failed');
    // For people to read.
    save(JSON.stringify(exported.value, null, 2));
    toggle();
  };
  const remove = async () => {
    become('working');
    const isDeleted = await conversation().deleteHistory();
    if (!isDeleted) return become('remove-failed');
    dialog().close();
    toggle();
  };
  const logOut = () => {
    toggle();
    conversation().logOut();
  };

  return {
    get isOpen() {
      return isOpen;
    },
    toggle,
    render() {
      if (!isOpen) return nothing;
      const words = wordsNow();
      const { features, subject } = conversation().state;
      const isWorking = state === 'working';
      const models = offeredModels(features);
      const { model, choose } = conversation().choice;
      const chosen = models.find(({ name }) => name === model)?.name;
      const choice = (label: string, name?: string) =>
        html`<label
          ><input type="radio" name="model" .checked=${chosen === name} @change=${() => (choose(name), host.requestUpdate())} />${label}</label
        >`;
      const item = (label: string, onClick: () => void, kind = '') =>
        html`<button class=${kind} type="button" ?disabled=${isWorking} @click=${onClick}>${label}</button>`;
      return html`<div
          class="your-data"
          @keydown=${(event: KeyboardEvent) => onEscape(event, toggle)}
          @focusout=${({ relatedTarget, currentTarget }: FocusEvent) => {
            if (!(relatedTarget instanceof Element) || relatedTarget.matches('.more, .confirm, .confirm *')) return;
            if (!(currentTarget as Element).contains(relatedTarget)) become('quiet', false);
          }}
        >
          ${
            models.length === 0
              ? nothing
              : html`<fieldset>
                  <legend>${words.models}</legend>
                  ${choice(words.usualModel)} ${models.map(({ name, label }) => choice(label, name))}
                </fieldset>`
          }
          ${features.includes('export') ? item(words.download, () => void download()) : nothing}
          ${features.includes('delete') ? item(words.remove, () => dialog().showModal(), 'danger') : nothing}
          ${subject === null ? nothing : item(words.logOut, logOut)}
          <p role="status" ?hidden=${state === 'quiet' || state === 'remove-failed'}>
            ${state === 'download-failed' ? words.downloadFailed : words.working}
          </p>
        </div>
        <dialog
          class="confirm"
          role="alertdialog"
          aria-labelledby="confirm-title"
          aria-describedby="confirm-text"
          @keydown=${(event: KeyboardEvent) => onEscape(event, () => dialog().close())}
        >
          <h2 id="confirm-title">${words.title}</h2>
          <p id="confirm-text">${words.question}</p>
          <p class="failed" role="alert">${state === 'remove-failed' ? words.removeFailed : nothing}</p>
          <div>
            ${item(words.cancel, () => dialog().close())} ${item(words.confirm, () => void remove(), 'danger')}
          </div>
        </dialog>`;
    },
  };
}

/** Escape closes the innermost thing alone. */
function onEscape(event: KeyboardEvent, close: () => void): void {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  close();
}

/** How long a browser may take to begin with a download, in milliseconds. */
const BEGIN_MS = 10_000;

function saveFile(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `chat-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), BEGIN_MS);
}
