import type { ReactiveControllerHost } from '../base/reactive-element.ts';

const CHANGES = ['resize', 'scroll'];

/**
 * Tells the panel of `host` how much of the window an on-screen keyboard leaves, as `--lex-viewport-top` and
 * `--lex-viewport-height`: iOS lays the keyboard over a fixed element rather than shrinking it.
 */
export function followViewport(
  host: ReactiveControllerHost & Element,
  viewport: VisualViewport | null = visualViewport,
): void {
  function measure(): void {
    const panel = host.shadowRoot?.querySelector<HTMLElement>('.panel');
    // A pinched page is looked at through the viewport; the panel does not follow the fingers.
    if (!panel || !viewport || viewport.scale > 1) return;
    panel.style.setProperty('--lex-viewport-top', `${viewport.offsetTop}px`);
    panel.style.setProperty('--lex-viewport-height', `${viewport.height}px`);
  }

  host.addController({
    hostConnected() {
      for (const type of CHANGES) viewport?.addEventListener(type, measure);
    },
    hostDisconnected() {
      for (const type of CHANGES) viewport?.removeEventListener(type, measure);
    },
    hostUpdated: measure,
  });
}
