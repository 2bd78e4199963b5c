import type { ReactiveController, ReactiveControllerHost } from '../base/reactive-element.ts';

/**
 * Keeps the host's `popover="manual"` elements under a selector in the top layer, where no transformed ancestor can displace them. A page that
 * hides them, or moves the host, which hides them as well, finds them shown again.
 */
export class TopLayerController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #selector: string;

  constructor(host: ReactiveControllerHost & Element, selector: string) {
    this.#host = host;
    this.#selector = selector;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    this.show();
  }

  readonly show = (): void => {
    for (const popover of this.#host.shadowRoot?.querySelectorAll<HTMLElement>(this.#selector) ?? []) {
      if (popover.isConnected && !popover.matches(':popover-open')) popover.showPopover();
    }
  };
}
