import type { ReactiveControllerHost } from '../base/reactive-element.ts';

/** Updates a host, while it is in the page, when the visitor's next day begins: today is yesterday then. */
export function updateAtMidnight(host: Pick<ReactiveControllerHost, 'addController' | 'requestUpdate'>): void {
  let timer: ReturnType<typeof setTimeout>;
  function wait(): void {
    timer = setTimeout(
      () => {
        host.requestUpdate();
        wait();
      },
      new Date().setHours(24, 0, 0, 0) - Date.now(),
    );
  }
  host.addController({ hostConnected: wait, hostDisconnected: () => clearTimeout(timer) });
}
