import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How near the end still counts as being there, in pixels: a hand on a trackpad does not stop on the last one. */
const SLACK = 40;

/**
 * Keeps a growing list at its end for a reader who is there, and in its place for one who has scrolled up: also when
 * earlier lines are put before it.
 */
export class StickToEndController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #selector: string;
  readonly #resizes: ResizeObserver;
  #scroller: HTMLElement | undefined;
  #atEnd = true;
  #first: Element | null = null;
  #firstTop = 0;

  constructor(host: ReactiveControllerHost & Element, selector: string) {
    this.#host = host;
    this.#selector = selector;
    this.#resizes = new ResizeObserver(() => this.#settle());
    host.addController(this);
  }

  /** Whether the reader is at the end. */
  get atEnd(): boolean {
    return this.#atEnd;
  }

  toEnd(): void {
    this.#atEnd = true;
    this.#host.requestUpdate();
  }

  /** Keeps the reader where they are although that may be the end. */
  stay(): void {
    this.#atEnd = false;
  }

  /** To be called when the list has been scrolled, by whomever. */
  readonly scrolled = (): void => {
    const scroller = this.#scroller;
    // A list that is not shown has no height, and its reader no place in it.
    if (!scroller?.clientHeight) return;
    const atEnd = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop <= SLACK;
    if (atEnd === this.#atEnd) return;
    this.#atEnd = atEnd;
    this.#host.requestUpdate();
  };

  hostUpdate(): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    this.#first = scroller.querySelector('.message');
    this.#firstTop = topOf(this.#first);
  }

  hostUpdated(): void {
    this.#watch(this.#host.shadowRoot?.querySelector<HTMLElement>(this.#selector) ?? undefined);
    const scroller = this.#scroller;
    if (!scroller) return;
    // Not every browser anchors by itself (Safari does not), and none does at the very top.
    if (this.#first?.isConnected && !this.#atEnd) scroller.scrollTop += topOf(this.#first) - this.#firstTop;
    this.#settle();
  }

  hostDisconnected(): void {
    this.#watch(undefined);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  #settle(): void {
    if (this.#atEnd && this.#scroller) this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #watch(scroller: HTMLElement | undefined): void {
    if (scroller === this.#scroller) return;
    this.#resizes.disconnect();
    this.#scroller = scroller;
    if (scroller) this.#resizes.observe(scroller);
  }
}

function topOf(element: Element | null): number {
  return element?.getBoundingClientRect().top ?? 0;
}
