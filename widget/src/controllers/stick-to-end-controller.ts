import type { ReactiveController, ReactiveControllerHost } from '../reactive-element.ts';
import { anchorsIn, topOf, type Anchor } from './anchor.ts';

/** How near the end still counts as being there, in pixels: a hand on a trackpad does not stop on the last one. */
const SLACK = 40;

/**
 * Keeps a growing list at its end for a reader who is there, and what they read in its place for one who has scrolled up:
 * whatever is put before it, streams behind it, or turns out to be larger than it was taken for.
 */
export class StickToEndController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #selector: string;
  readonly #resizes: ResizeObserver;
  #scroller: HTMLElement | undefined;
  #atEnd = true;
  #anchors: readonly Anchor[] = [];

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
    this.#hold();
  }

  /** To be called when the list has been scrolled, by whomever. */
  readonly scrolled = (): void => {
    const scroller = this.#scroller;
    // A list that is not shown has no height, and its reader no place in it.
    if (!scroller?.clientHeight) return;
    const atEnd = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop <= SLACK;
    // Whoever is at the end holds on to nothing, and a reply that streams scrolls in each frame.
    if (!atEnd) this.#hold();
    if (atEnd === this.#atEnd) return;
    this.#atEnd = atEnd;
    this.#host.requestUpdate();
  };

  hostUpdate(): void {
    // What was scrolled since the last frame has not been told yet.
    if (!this.#atEnd) this.#hold();
  }

  hostUpdated(): void {
    this.#watch(this.#host.shadowRoot?.querySelector<HTMLElement>(this.#selector) ?? undefined);
    this.#settle();
  }

  hostDisconnected(): void {
    this.#watch(undefined);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  #hold(): void {
    if (this.#scroller?.clientHeight) this.#anchors = anchorsIn(this.#scroller);
  }

  #settle(): void {
    const scroller = this.#scroller;
    if (!scroller?.clientHeight) return;
    if (this.#atEnd) {
      scroller.scrollTop = scroller.scrollHeight;
      return;
    }
    // Not every browser anchors by itself (Safari does not), and none does at the very top.
    const anchor = this.#anchors.find(({ element }) => element.isConnected);
    if (anchor) scroller.scrollTop += topOf(anchor.element, scroller) - anchor.top;
  }

  /** The list changes its size when something in it does: then, before that is painted, it is put back in its place. */
  #watch(scroller: HTMLElement | undefined): void {
    if (scroller === this.#scroller) return;
    this.#resizes.disconnect();
    this.#scroller = scroller;
    for (const element of scroller ? [scroller, ...scroller.children] : []) this.#resizes.observe(element);
  }
}
