import type { Page } from 'playwright-core';

/** What the thread of a page did. */
export interface Work {
  /** How long the page's thread worked. Not how long that took: it is another time on a machine that does other things too. */
  readonly totalMs: number;
  /** The longest time for which it did nothing else. */
  readonly longestMs: number;
}

/** By it the thread of the page is told from those of other pages, such as the one that a navigation leaves behind. */
const MARK = 'recorded work';

/** What the thread of `page`, as it is in the end, does while `act` lasts. */
export async function recordWork(page: Page, act: () => Promise<void>): Promise<Work> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: CATEGORIES });
  await act();
  await page.evaluate(mark => void performance.mark(mark), MARK);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const own = traceEvents.find(({ name }) => name === MARK);
  if (!own) throw new Error('the trace holds nothing of the page');
  const tasks = traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === own.pid && tid === own.tid)
    .map(({ tdur = 0 }) => tdur / 1_000);
  return { totalMs: tasks.reduce((sum, ms) => sum + ms, 0), longestMs: Math.max(...tasks) };
}

const CATEGORIES = ['disabled-by-default-devtools.timeline', 'blink.user_timing'];

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** How long the thread worked, in microseconds. */
  readonly tdur?: number;
}
