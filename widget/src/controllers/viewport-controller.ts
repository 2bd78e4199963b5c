import type { ReactiveController, ReactiveControllerHost } from '../reactive-element.ts';

/**
 * Tells the host's panel how much of the window an on-screen keyboard leaves, as `--lex-viewport-top` and
 * `--lex-viewport-height`: iOS lays the keyboard over a fixed element rather than shrinking it.
 */
export class ViewportController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #selector: string;
  readonly #viewport: VisualViewport | null;

  constructor(
    host: ReactiveControllerHost & Element,
    selector: string,
    viewport: VisualViewport | null = visualViewport,
  ) {
    this.#host = host;
    this.#selector = selector;
    this.#viewport = viewport;
    host.addController(this);
  }

  hostConnected(): void {
    this.#viewport?.addEventListener('resize', this.#measure);
    this.#viewport?.addEventListener('scroll', this.#measure);
  }

  hostDisconnected(): void {
    this.#viewport?.removeEventListener('resize', this.#measure);
    this.#viewport?.removeEventListener('scroll', this.#measure);
  }

  hostUpdated(): void {
    this.#measure();
  }

  readonly #measure = (): void => {
    const panel = this.#host.shadowRoot?.querySelector<HTMLElement>(this.#selector);
    // A pinched page is looked at through the viewport; the panel does not follow the fingers.
    if (!panel || !this.#viewport || this.#viewport.scale > 1) return;
    panel.style.setProperty('--lex-viewport-top', `${this.#viewport.offsetTop}px`);
    panel.style.setProperty('--lex-viewport-height', `${this.#viewport.height}px`);
  };
}
