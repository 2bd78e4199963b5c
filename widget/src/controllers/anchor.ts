/** Something that a reader sees, and how far below the top edge of what scrolls it is, in pixels. */
interface Anchor {
  readonly element: Element;
  readonly top: number;
}

/** A message, and what a long message is made of. */
const MESSAGES = '.messages > .message';
const BLOCKS = ':is(.bubble, .markdown) > :not(.markdown)';

/**
 * Holds what a reader sees of `scroller` in its place: not every browser does so by itself (Safari does not), and none at the
 * very top.
 */
export function holdPlace(scroller: Element): () => void {
  const anchors = anchorsIn(scroller);
  return () => {
    const anchor = anchors.find(({ element }) => element.isConnected);
    if (anchor) scroller.scrollTop += topOf(anchor.element, scroller) - anchor.top;
  };
}

/**
 * What a reader sees first in `scroller`, the best to hold on to first: the block of a message, which is replaced when its
 * message is shown in another way, then the message itself.
 */
function anchorsIn(scroller: Element): readonly Anchor[] {
  const message = firstSeen([...scroller.querySelectorAll(MESSAGES)], scroller);
  if (!message) return [];
  const block = firstSeen([...message.querySelectorAll(BLOCKS)], scroller);
  return [block, message].flatMap(element => (element ? [{ element, top: topOf(element, scroller) }] : []));
}

/** How far below the top edge of `scroller` an element is. */
function topOf(element: Element, scroller: Element): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}

/** The first of `elements`, which stand one below the other, that does not lie above the edge. */
function firstSeen(elements: readonly Element[], scroller: Element): Element | undefined {
  const edge = scroller.getBoundingClientRect().top;
  let [from, to] = [0, elements.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (elements[middle]!.getBoundingClientRect().bottom > edge) to = middle;
    else from = middle + 1;
  }
  return elements[from];
}
