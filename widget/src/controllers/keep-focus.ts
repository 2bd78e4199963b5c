import type { ReactiveControllerHost } from '../base/reactive-element.ts';

/**
 * Sees that a keyboard user does not fall out of the chat when a button goes that had the focus, such as one that stops
 * a reply which then ends by itself: `moveFocus` gives it to what is always there. After a touch the focus stays where it
 * fell: in the text field it would bring up the on-screen keyboard.
 */
export function keepFocus(host: ReactiveControllerHost & Element, moveFocus: () => void): void {
  let focused: Element | null = null;
  host.addController({
    hostUpdate() {
      const element = host.shadowRoot?.activeElement;
      focused = element?.matches(':focus-visible') ? element : null;
    },
    hostUpdated() {
      if (focused && (!focused.isConnected || focused.matches(':disabled'))) moveFocus();
    },
  });
}
