import { warnDeveloper } from './warn-developer.ts';

export type WebStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What a conversation needs of the browser around it. */
export interface World {
  readonly fetch: (url: string, request: RequestInit) => Promise<Response>;
  /** Null where there is none: then answers come over HTTP. */
  readonly WebSocket: (new (url: string, protocols: string[]) => WebSocket) | null;
  /** Kept by the browser, for all its tabs. Null where the page may keep nothing. Each call may still throw. */
  readonly storage: WebStorage | null;
  /** Kept as long as the tab, and for it alone. */
  readonly tabStorage: WebStorage | null;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  /** Uniform over [0, 1). */
  readonly random: () => number;
  /** Calls back once, after so many milliseconds, unless what it answers is called before. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Whether the browser believes to have a network. */
  readonly isOnline: () => boolean;
  /** Tells whoever made the page something that no visitor can mend. */
  readonly warn: (text: string) => void;
  /** Calls back whenever the network or the visitor's eyes come back, until `signal` ends that. */
  readonly onReturn: (listener: () => void, signal: AbortSignal) => void;
  /** Calls back whenever the network goes, until `signal` ends that. */
  readonly onLeave: (listener: () => void, signal: AbortSignal) => void;
}

/** The world of a page. A function, so that nothing of a page is touched by importing this. */
export function browserWorld(): World {
  return {
    // Called as methods of another object, the browser's own functions throw.
    fetch: (url, request) => fetch(url, request),
    WebSocket: typeof WebSocket === 'undefined' ? null : WebSocket,
    storage: storageOrNull('localStorage'),
    tabStorage: storageOrNull('sessionStorage'),
    now: Date.now,
    random: Math.random,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    isOnline: () => navigator.onLine,
    warn: warnDeveloper,
    onReturn(listener, signal) {
      const seen = () => {
        if (document.visibilityState === 'visible') listener();
      };
      window.addEventListener('online', listener, { signal });
      document.addEventListener('visibilitychange', seen, { signal });
    },
    onLeave: (listener, signal) => window.addEventListener('offline', listener, { signal }),
  };
}

/** Where storage is blocked, naming it throws a `SecurityError`. */
function storageOrNull(name: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return (globalThis as Partial<Pick<Window, typeof name>>)[name] ?? null;
  } catch {
    return null;
  }
}
