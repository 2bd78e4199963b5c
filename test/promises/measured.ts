import { expect, type TestContext } from 'vitest';

/** One line of `docs/promises.md`: what was wanted and what this run showed. */
export interface Figure {
  readonly what: string;
  /** As it is shown: `0`, `≤ 150 ms`. */
  readonly wanted: string;
  /** As it is shown: `0`, `38 ms`. */
  readonly measured: string;
}

declare module 'vitest' {
  interface TaskMeta {
    figures?: Figure[];
  }
}

/**
 * Holds a figure to what was promised, and writes both down for the table of `npm run promises`. A test named `[R2] …` uses it for whatever can
 * be counted or timed, so that the table cannot say anything that the test has not asserted.
 *
 *     it('[R2] stores what is sent five times once', async ({ task }) => {
 *       …
 *       measured(task).is('messages stored', 100, stored.length);
 *       measured(task).atMost('acknowledged, p95', 150, p95(waits), 'ms');
 *     });
 */
export function measured(task: TestContext['task']) {
  const note = (what: string, wanted: string, measured: string) => {
    (task.meta.figures ??= []).push({ what, wanted, measured });
  };
  return {
    is(what: string, wanted: number, got: number): void {
      note(what, shown(wanted), shown(got));
      expect(got, what).toBe(wanted);
    },
    /** Milliseconds are held to it as `ifAlone` has it. */
    atMost(what: string, limit: number, got: number, unit = ''): void {
      note(what, `≤ ${shown(limit, unit)}`, shown(got, unit));
      expect(got, what).toBeLessThanOrEqual(unit === 'ms' ? ifAlone(limit) : limit);
    },
    atLeast(what: string, limit: number, got: number, unit = ''): void {
      note(what, `≥ ${shown(limit, unit)}`, shown(got, unit));
      expect(got, what).toBeGreaterThanOrEqual(limit);
    },
  };
}

/**
 * The same test with other numbers: `quick` in `npm run promises`, `soak` in `npm run test:soak`, and `least` in `npm test`, where a hundred other
 * files want their turn as well.
 */
export function times(quick: number, soak: number, least = quick): number {
  if (process.env['LEX_CHAT_SOAK']) return soak;
  return process.env['LEX_CHAT_ALONE'] ? quick : least;
}

/**
 * The limit of a time, or of a ratio of times, that a busy machine spoils however often it is taken: `promised` where a run has the machine to
 * itself, as `npm run promises` has, and three times as much in `npm test`, which may not and is to find what has become slow, not who else is at work.
 */
export function ifAlone(promised: number): number {
  return process.env['LEX_CHAT_ALONE'] ? promised : promised * 3;
}

/** How long a test may take that a busy machine makes slow, and a soak long, in milliseconds. */
export const PATIENTLY = times(180_000, 2 * 3_600_000);

/** The value that a share of `share` of `values` stays at or under. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('no values were measured');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

function shown(value: number, unit = ''): string {
  const rounded = Number.isInteger(value) || Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return `${rounded.toLocaleString('en-US')}${unit && ` ${unit}`}`;
}
