import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type UploadReceipt } from '@lex-chat/protocol';
import { FILE_TYPES, UPLOAD_FEATURE } from '@lex-chat/protocol/files';
import type { Conversation } from '../conversation/conversation.ts';
import type { ReactiveControllerHost } from '../base/reactive-element.ts';
import type { ComposerLook } from '../view/composer.ts';
import { byId, each } from '../base/each.ts';
import type { AttachingStrings } from '../strings/more-strings.ts';
import { closeIcon } from '../view/icons.ts';
import { stroke } from '../view/stroke.ts';
import { sendForm } from './send-form.ts';
import { createUploads, type SendForm, type Upload } from './uploads.ts';

export { attachingStyles as styles } from './styles.ts';

/** Takes files by a button, by drop and by paste. */
export interface Attaching {
  look(): AttachingLook;
  /** What goes with the text that is sent; undefined where files are still on their way, which the visitor is told. */
  take(text: string): Taken | undefined;
  /** What was attached was so to a conversation that is over. */
  forget(): void;
}

/** How the composer looks where files can be attached. */
export type AttachingLook = Pick<ComposerLook, 'above' | 'button' | 'isReady'>;

export interface Taken {
  readonly text: string;
  readonly files: readonly UploadReceipt[];
  /** To be called once it was. */
  sent(): void;
}

/** What the part needs of the panel around it. */
export interface AttachingPanel {
  readonly words: () => AttachingStrings;
  readonly features: () => readonly string[];
  readonly post: Conversation['ask'];
  readonly announce: (text: string) => void;
  readonly focus: () => void;
}

export function createAttaching(
  host: ReactiveControllerHost & Element,
  panel: AttachingPanel,
  send: SendForm = sendForm,
): Attaching {
  const { words } = panel;
  const uploads = createUploads(panel.post, panel.features, send, () => host.requestUpdate(), tell);
  let isOver = false;

  function tell({ name, state }: Upload): void {
    panel.announce(state.kind === 'refused' ? `${name}: ${whyRefused(state.code, words())}` : words().ready(name));
  }

  function takeFrom(event: Event, data: DataTransfer | null): void {
    const files = [...(data?.files ?? [])];
    over(false);
    if (files.length === 0) return;
    // Text that is pasted along with a picture, as from a spreadsheet, is what was meant.
    if (event.type === 'paste' && data!.types.includes('text/plain')) return;
    event.preventDefault();
    uploads.add(files);
  }

  function over(is: boolean): void {
    if (isOver === is) return;
    isOver = is;
    host.requestUpdate();
  }

  const root = host.shadowRoot!;
  root.addEventListener('dragover', event => {
    if (!(event as DragEvent).dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    over(true);
  });
  root.addEventListener('dragleave', event => {
    if (!(event as DragEvent).relatedTarget) over(false);
  });
  root.addEventListener('drop', event => takeFrom(event, (event as DragEvent).dataTransfer));
  root.addEventListener('paste', event => takeFrom(event, (event as ClipboardEvent).clipboardData));

  function choose({ currentTarget }: Event): void {
    const input = (currentTarget as Element).querySelector('input')!;
    input.value = '';
    input.click();
  }

  function chosen({ target }: Event): void {
    uploads.add([...((target as HTMLInputElement).files ?? [])]);
    panel.focus();
  }

  function remove(id: number): void {
    uploads.remove(id);
    panel.focus();
  }

  return {
    look() {
      const { attach, list, drop } = words();
      const above = html`${isOver ? html`<p class="drop-here">${drop}</p>` : nothing}${
        uploads.list.length === 0
          ? nothing
          : html`<ul class="attached" aria-label=${list}>
              ${each(uploads.list, upload => item(upload, words(), remove), undefined, byId)}
            </ul>`
      }`;
      return {
        above,
        button: html`<button class="attach" type="button" aria-label=${attach} title=${attach} @click=${choose}>
          ${clipIcon}<input type="file" multiple hidden accept=${accepted(panel.features())} @click=${stop} @change=${chosen} />
        </button>`,
        isReady: uploads.ready.length > 0,
      };
    },
    take(text) {
      if (uploads.isBusy) {
        panel.announce(words().wait);
        return undefined;
      }
      const files = uploads.ready;
      return { text: text || (files.length > 0 ? words().summarise : ''), files, sent: uploads.forget };
    },
    forget: uploads.forget,
  };
}

function item(upload: Upload, words: AttachingStrings, remove: (id: number) => void): TemplateResult {
  const { id, name, state } = upload;
  return html`<li class=${state.kind}>
    <b dir="auto">${name}</b>
    <p>${stateOf(state, words)}</p>
    <button type="button" aria-label=${words.remove(name)} @click=${() => remove(id)}>${closeIcon}</button>
  </li>`;
}

function stateOf(state: Upload['state'], words: AttachingStrings): unknown {
  switch (state.kind) {
    case 'bringing':
      return html`<progress aria-label=${words.bringing} .value=${state.part}></progress>`;
    case 'inspecting':
      return words.inspecting;
    case 'ready':
      return state.receipt.attachment.isExcerpt ? words.excerpt : nothing;
    case 'refused':
      return whyRefused(state.code, words);
  }
}

function whyRefused(code: string, { refused }: AttachingStrings): string {
  return refused[code] ?? refused.unavailable;
}

/** The endings that the machine's own chooser offers first. */
function accepted(features: readonly string[]): string {
  const types = FILE_TYPES.filter(type => features.includes(UPLOAD_FEATURE + type));
  return [...types.map(type => `.${type}`), ...(types.includes('jpeg') ? ['.jpg'] : [])].join();
}

/** The click that opens the chooser comes back up to the button. */
function stop(event: Event): void {
  event.stopPropagation();
}

const clipIcon = stroke(
  'm20 11-8.6 8.6a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.6 8.5a1.7 1.7 0 0 1-2.4-2.4L14.6 7',
);
