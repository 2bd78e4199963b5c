import { WebSocket as NodeWebSocket } from 'ws';
import type { World } from '../connection/world.ts';
import { createFakeStorage } from './fake-storage.ts';

/** A page for tests: a real network, and time that passes when told to. */
export interface FakeWorld extends World {
  readonly storage: ReturnType<typeof createFakeStorage>;
  readonly tabStorage: ReturnType<typeof createFakeStorage>;
  /** What whoever made the page was told. */
  readonly warnings: readonly string[];
  /** Lets so many milliseconds pass. */
  pass(ms: number): void;
  /** The network, or the visitor's eyes, come back. */
  comeBack(): void;
  /** The network goes. */
  leave(): void;
  /** What is still waited for or listened to. */
  left(): { readonly timers: number; readonly listeners: number; readonly sockets: number };
}

export function createFakeWorld(storage = createFakeStorage(), tabStorage = createFakeStorage()): FakeWorld {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const listeners = new Set<() => void>();
  const leaving = new Set<() => void>();
  const sockets = new Set<NodeWebSocket>();
  const warnings: string[] = [];
  const start = Date.now();
  let passed = 0;

  class CountedWebSocket extends NodeWebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols);
      sockets.add(this);
      this.on('close', () => sockets.delete(this));
    }
  }

  return {
    fetch: (url, request) => fetch(url, request),
    WebSocket: CountedWebSocket as unknown as World['WebSocket'],
    storage,
    tabStorage,
    now: () => start + passed,
    random: () => 0.5,
    after(ms, run) {
      const timer = { at: passed + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    isOnline: () => true,
    warn: text => void warnings.push(text),
    warnings,
    onReturn(listener, signal) {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener));
    },
    pass(ms) {
      const until = passed + ms;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers.delete(next);
        passed = Math.max(passed, next.at);
        next.run();
      }
      passed = until;
    },
    comeBack() {
      for (const listener of listeners) listener();
    },
    onLeave(listener, signal) {
      leaving.add(listener);
      signal.addEventListener('abort', () => leaving.delete(listener));
    },
    leave() {
      for (const listener of leaving) listener();
    },
    left: () => ({ timers: timers.size, listeners: listeners.size + leaving.size, sockets: sockets.size }),
  };
}
