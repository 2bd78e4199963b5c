import type { ReactiveControllerHost } from '../base/reactive-element.ts';

/** Which message comes next, from the one at `index` (-1: from none) of `count`; undefined for keys that lead nowhere. */
export function nextIndex(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return index < 0 ? count - 1 : Math.max(0, index - 1);
    case 'ArrowDown':
      return index < 0 ? count - 1 : Math.min(count - 1, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

const walked = new WeakSet<Element>();

/**
 * Lets the arrow keys go from message to message of the transcript in `host`, and to the days above them, once it has the focus. A message that is taller
 * than the window is scrolled through first. Called again, it changes nothing; without its code the keys scroll, as they do anyway.
 */
export function walk(host: ReactiveControllerHost & Element): void {
  const transcript = host.shadowRoot?.querySelector<HTMLElement>('.transcript');
  if (!transcript || walked.has(transcript)) return;
  walked.add(transcript);
  transcript.addEventListener('keydown', event => step(transcript, event));
}

function step(transcript: HTMLElement, event: KeyboardEvent): void {
  const messages = [...transcript.querySelectorAll<HTMLElement>('.messages > *')];
  const focused = (transcript.getRootNode() as ShadowRoot).activeElement;
  const index = messages.findIndex(message => message === focused);
  // Inside a message, keys are those of what has the focus there.
  if (event.ctrlKey || event.metaKey || event.altKey || (index < 0 && focused !== transcript)) return;
  const next = nextIndex(event.key, index, messages.length);
  const message = next === undefined ? undefined : messages[next];
  if (!message || (index >= 0 && isCutOff(messages[index]!, transcript, event.key))) return;
  event.preventDefault();
  message.tabIndex = -1;
  message.focus({ preventScroll: true });
  message.scrollIntoView({ block: 'nearest' });
}

/** Whether more of a message stands beyond the edge that the key leads to. */
function isCutOff(message: Element, transcript: Element, key: string): boolean {
  const [inner, outer] = [message.getBoundingClientRect(), transcript.getBoundingClientRect()];
  if (key === 'ArrowUp') return inner.top < outer.top - 1 && inner.height > outer.height;
  return key === 'ArrowDown' && inner.bottom > outer.bottom + 1 && inner.height > outer.height;
}
