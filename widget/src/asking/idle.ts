/** How long somebody has who was told that Lex is about to forget, in milliseconds. WCAG 2.2.1 asks for 20 s. */
export const WARNING_MS = 60_000;

export type IdleState = 'waiting' | 'forgets-soon' | 'forgotten';

/** The time that Lex gives a silent visitor, as a clock. */
export interface Idle {
  readonly state: IdleState;
  /** Until Lex forgets, whole seconds. */
  readonly secondsLeft: number;
  /** Begins anew, for so many seconds from `since`; in milliseconds since 1970. */
  begin(seconds: number, since: number): void;
  end(): void;
}

export function createIdle(
  changed: () => void,
  now: () => number = Date.now,
  after: (ms: number, run: () => void) => () => void = (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
): Idle {
  let endsAt = Infinity;
  let warnsAt = Infinity;
  let cancel: (() => void) | undefined;

  const stateAt = (time: number): IdleState =>
    time >= endsAt ? 'forgotten' : time >= warnsAt ? 'forgets-soon' : 'waiting';

  function wait(): void {
    cancel?.();
    const state = stateAt(now());
    if (state === 'forgotten' || endsAt === Infinity) return;
    // Once it is told how long that is, it is told each second.
    cancel = after(state === 'waiting' ? warnsAt - now() : Math.min(1_000, endsAt - now()), () => {
      wait();
      changed();
    });
  }

  return {
    get state() {
      return stateAt(now());
    },
    get secondsLeft() {
      return Math.max(0, Math.round((endsAt - now()) / 1_000));
    },
    begin(seconds, since) {
      endsAt = since + seconds * 1_000;
      // Of a short time, a third.
      warnsAt = endsAt - Math.min(WARNING_MS, (seconds * 1_000) / 3);
      wait();
    },
    end() {
      endsAt = warnsAt = Infinity;
      cancel?.();
    },
  };
}
