import { ignore } from '../base/lazy-part.ts';
import type { ReactiveControllerHost } from '../base/reactive-element.ts';

/** How near the end still counts as being there, in pixels: a hand on a trackpad does not stop on the last one. */
const SLACK = 40;

/** Where the reader of a list is. */
export interface EndOfList {
  readonly isReached: boolean;
  /** Takes the reader there. */
  readonly reach: () => void;
  /** Keeps the reader where they are although that may be the end. */
  stay(): void;
  /** To be called when the list has been scrolled, by whomever. */
  scrolled(): void;
}

/** Remembers what the reader of a list sees; what it answers puts that back where it was. */
export type HoldPlace = (list: Element) => () => void;

/**
 * Keeps a growing list at its end for a reader who is there, and what they read in its place for one who has scrolled up:
 * whatever is put before it, streams behind it, or turns out to be larger than it was taken for.
 */
export function stickToEnd(host: ReactiveControllerHost & Element, selector: string, holdPlace: HoldPlace): EndOfList {
  let scroller: HTMLElement | null | undefined;
  let isReached = true;
  let putBack = ignore;
  const resizes = new ResizeObserver(settle);

  /** The list, if it is shown: otherwise it has no height, and its reader no place in it. */
  const shown = () => (scroller?.clientHeight ? scroller : null);

  function become(next: boolean): void {
    isReached = next;
    host.requestUpdate();
  }

  function hold(): void {
    const list = shown();
    if (list) putBack = holdPlace(list);
  }

  function settle(): void {
    const list = shown();
    if (!list) return;
    if (isReached) list.scrollTop = list.scrollHeight;
    else putBack();
  }

  /** The list changes its size when something in it does: then, before that is painted, it is put back in its place. */
  function watch(next?: HTMLElement | null): void {
    if (next === scroller) return;
    resizes.disconnect();
    scroller = next;
    for (const element of next ? [next, ...next.children] : []) resizes.observe(element);
  }

  host.addController({
    hostConnected: () => host.requestUpdate(),
    hostUpdate() {
      // What was scrolled since the last frame has not been told yet.
      if (!isReached) hold();
    },
    hostUpdated() {
      watch(host.shadowRoot?.querySelector<HTMLElement>(selector));
      settle();
    },
    hostDisconnected: () => watch(),
  });

  return {
    get isReached() {
      return isReached;
    },
    reach: () => become(true),
    stay() {
      isReached = false;
      hold();
    },
    scrolled() {
      const list = shown();
      if (!list) return;
      const isAtEnd = list.scrollHeight - list.clientHeight - list.scrollTop <= SLACK;
      // Whoever is at the end holds on to nothing, and a reply that streams scrolls in each frame.
      if (!isAtEnd) hold();
      if (isAtEnd !== isReached) become(isAtEnd);
    },
  };
}
