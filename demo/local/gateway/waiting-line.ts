/** Lets so many things go on at a time; others wait in their order, and too many are sent away. */
export interface WaitingLine {
  /** What `act` gives, once it is its turn; undefined, at once, when the line is too long. */
  pass<T>(act: () => Promise<T>): Promise<T> | undefined;
}

export interface WaitingLineOptions {
  readonly atOnce: number;
  /** Beyond those that go on. */
  readonly waiting: number;
  /** How long a place stays empty while others wait for it, in milliseconds. @default 0 */
  readonly pauseMs?: number;
}

export function createWaitingLine({ atOnce, waiting, pauseMs = 0 }: WaitingLineOptions): WaitingLine {
  const line: (() => void)[] = [];
  let going = 0;

  const leave = () => {
    going -= 1;
    line.shift()?.();
  };
  const go = async <T>(act: () => Promise<T>): Promise<T> => {
    going += 1;
    try {
      return await act();
    } finally {
      if (pauseMs > 0 && line.length > 0) setTimeout(leave, pauseMs);
      else leave();
    }
  };
  return {
    pass: act => {
      if (going < atOnce && line.length === 0) return go(act);
      if (line.length >= waiting) return undefined;
      return new Promise((resolve, reject) => {
        line.push(() => void go(act).then(resolve, reject));
      });
    },
  };
}
