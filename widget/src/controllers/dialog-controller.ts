import type { ReactiveController, ReactiveControllerHost } from '../reactive-element.ts';

/** What a dialog is tied to. */
export interface DialogHost extends ReactiveControllerHost, Element {
  readonly open: boolean;
  hide(): void;
}

/** Windows narrower than this are filled by the panel; lower ones as well, such as a phone's on its side, or a wide one at 400 %. */
const PHONE = '(width < 480px), (height < 400px)';

/**
 * Shows the host's `<dialog popover="manual">` while the host is open: beside the page in a wide window; over it, modal
 * and with the page held still, in a narrow one.
 */
export class DialogController implements ReactiveController {
  readonly #host: DialogHost;
  readonly #narrow: MediaQueryList;
  #shown: 'no' | 'beside' | 'over' = 'no';
  #pageOverflow = '';
  /** What had the focus before it was shown. */
  #from: HTMLElement | null = null;

  constructor(host: DialogHost, narrow: MediaQueryList = matchMedia(PHONE)) {
    this.#host = host;
    this.#narrow = narrow;
    host.addController(this);
  }

  hostConnected(): void {
    this.#narrow.addEventListener('change', this.#refit);
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#narrow.removeEventListener('change', this.#refit);
    // Leaving the document has taken the dialog out of the top layer.
    this.#forget();
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (!dialog?.isConnected) {
      this.#forget();
    } else if (this.#host.open && !isShown(dialog)) {
      this.#show(dialog);
    } else if (!this.#host.open && isShown(dialog)) {
      this.#hide(dialog);
    }
  }

  /** To be called when the dialog may have left the top layer: by the page, which gets it back, or by Escape. */
  readonly lost = (): void => {
    const dialog = this.#dialog;
    if (!dialog || isShown(dialog) || !this.#host.open) return;
    if (this.#shown === 'over') this.#host.hide();
    else this.#host.requestUpdate();
  };

  /** Gives the focus back to where it came from, or to the launcher; a modal dialog keeps it. */
  readonly leave = (): void => {
    if (this.#shown === 'over') return;
    const from = this.#from?.isConnected && this.#from !== document.body ? this.#from : null;
    (from ?? this.#host.shadowRoot?.querySelector<HTMLElement>('.launcher'))?.focus({ preventScroll: true });
  };

  get #dialog(): HTMLDialogElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLDialogElement>('dialog.panel');
  }

  get #focused(): HTMLElement | null {
    return (this.#host.shadowRoot?.activeElement ?? document.activeElement) as HTMLElement | null;
  }

  readonly #refit = (): void => {
    const dialog = this.#dialog;
    if (!dialog || !isShown(dialog)) return;
    const focused = this.#focused;
    this.#close(dialog);
    this.#show(dialog);
    focused?.focus({ preventScroll: true });
  };

  #show(dialog: HTMLDialogElement): void {
    const focused = this.#focused;
    if (!dialog.contains(focused)) this.#from = focused;
    if (this.#narrow.matches) {
      dialog.showModal();
      // By itself a dialog would begin at its first button, the one that closes it.
      dialog.querySelector('textarea')?.focus({ preventScroll: true });
      const { style } = document.documentElement;
      this.#pageOverflow = style.overflow;
      style.overflow = 'hidden';
      this.#shown = 'over';
    } else {
      dialog.showPopover();
      // A dialog takes the focus even when it is shown as a popover; whether it may is for the element to say.
      if (focused !== document.body) focused?.focus({ preventScroll: true });
      else this.#focused?.blur();
      this.#shown = 'beside';
    }
  }

  #hide(dialog: HTMLDialogElement): void {
    const wasInside = dialog.contains(this.#focused);
    this.#close(dialog);
    if (wasInside) this.leave();
  }

  #close(dialog: HTMLDialogElement): void {
    if (this.#shown === 'over') dialog.close();
    else dialog.hidePopover();
    this.#forget();
  }

  #forget(): void {
    if (this.#shown === 'over') document.documentElement.style.overflow = this.#pageOverflow;
    this.#shown = 'no';
  }
}

function isShown(dialog: HTMLDialogElement): boolean {
  return dialog.open || dialog.matches(':popover-open');
}
