import type { ReactiveControllerHost } from '../base/reactive-element.ts';

/** What a dialog is tied to. */
export interface DialogHost extends ReactiveControllerHost, Element {
  readonly open: boolean;
  hide(): void;
}

export interface Dialog {
  /** To be called when the dialog may have left the top layer: by the page, which gets it back, or by Escape. */
  readonly lost: () => void;
  /** Gives the focus back to where it came from, or to the launcher; a modal dialog keeps it. */
  readonly leave: () => void;
}

/** Windows narrower than this are filled by the panel; lower ones as well, such as a phone's on its side, or a wide one at 400 %. */
const PHONE = '(width < 480px), (height < 400px)';

/**
 * Shows the host's `<dialog popover="manual">` while the host is open: beside the page in a wide window; over it, modal
 * and with the page held still, in a narrow one.
 */
export function createDialog(host: DialogHost, narrow: MediaQueryList = matchMedia(PHONE)): Dialog {
  const page = document.documentElement.style;
  let isOver = false;
  let pageOverflow = '';
  /** What had the focus before it was shown. */
  let from: HTMLElement | null = null;

  const find = () => host.shadowRoot?.querySelector<HTMLDialogElement>('dialog.panel');
  const focusedNow = () => (host.shadowRoot?.activeElement ?? document.activeElement) as HTMLElement | null;

  function show(dialog: HTMLDialogElement): void {
    const focused = focusedNow();
    if (!dialog.contains(focused)) from = focused;
    isOver = narrow.matches;
    if (isOver) {
      dialog.showModal();
      // By itself a dialog would begin at its first button, the one that closes it.
      focus(dialog.querySelector('textarea'));
      pageOverflow = page.overflow;
      page.overflow = 'hidden';
    } else {
      dialog.showPopover();
      // A dialog takes the focus even when it is shown as a popover; whether it may is for the element to say.
      if (focused !== document.body) focus(focused);
      else focusedNow()?.blur();
    }
  }

  function close(dialog: HTMLDialogElement): void {
    if (isOver) dialog.close();
    else dialog.hidePopover();
    forget();
  }

  function forget(): void {
    if (isOver) page.overflow = pageOverflow;
    isOver = false;
  }

  function leave(): void {
    if (isOver) return;
    const isThere = from?.isConnected && from !== document.body;
    focus(isThere ? from : host.shadowRoot?.querySelector<HTMLElement>('.launcher'));
  }

  function refit(): void {
    const dialog = find();
    if (!dialog || !isShown(dialog)) return;
    const focused = focusedNow();
    close(dialog);
    show(dialog);
    focus(focused);
  }

  host.addController({
    hostConnected() {
      narrow.addEventListener('change', refit);
      host.requestUpdate();
    },
    hostDisconnected() {
      narrow.removeEventListener('change', refit);
      // Leaving the document has taken the dialog out of the top layer.
      forget();
    },
    hostUpdated() {
      const dialog = find();
      if (!dialog?.isConnected) return forget();
      if (isShown(dialog) === host.open) return;
      if (host.open) return show(dialog);
      const wasInside = dialog.contains(focusedNow());
      close(dialog);
      if (wasInside) leave();
    },
  });

  return {
    lost() {
      const dialog = find();
      if (!dialog || isShown(dialog) || !host.open) return;
      if (isOver) host.hide();
      else host.requestUpdate();
    },
    leave,
  };
}

function focus(element: HTMLElement | null | undefined): void {
  element?.focus({ preventScroll: true });
}

function isShown(dialog: HTMLDialogElement): boolean {
  return dialog.matches('[open], :popover-open');
}
