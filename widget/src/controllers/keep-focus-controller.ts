import type { ReactiveController, ReactiveControllerHost } from '../reactive-element.ts';

/**
 * Sees that a keyboard user does not fall out of the chat when a button goes that had the focus, such as one that stops
 * a reply which then ends by itself. After a touch the focus stays where it fell: in the text field it would bring up
 * the on-screen keyboard.
 */
export class KeepFocusController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #moveFocus: () => void;
  #focused: Element | null = null;

  /** `moveFocus` gives the focus to what is always there. */
  constructor(host: ReactiveControllerHost & Element, moveFocus: () => void) {
    this.#host = host;
    this.#moveFocus = moveFocus;
    host.addController(this);
  }

  hostUpdate(): void {
    const focused = this.#host.shadowRoot?.activeElement;
    this.#focused = focused?.matches(':focus-visible') ? focused : null;
  }

  hostUpdated(): void {
    const focused = this.#focused;
    this.#focused = null;
    if (focused && (!focused.isConnected || focused.matches(':disabled'))) this.#moveFocus();
  }
}
