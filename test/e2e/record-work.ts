import type { Page } from 'playwright-core';

/** What the thread of a page did. */
export interface Work {
  /** How long the page's thread worked. Not how long that took: it is another time on a machine that does other things too. */
  readonly totalMs: number;
  /** The longest time for which it did nothing else. */
  readonly longestMs: number;
}

/** What the thread of `page` does while `act` lasts. */
export async function recordWork(page: Page, act: () => Promise<void>): Promise<Work> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const tasks = traceEvents
    .filter(event => event.name === 'RunTask' && threads.some(({ pid, tid }) => pid === event.pid && tid === event.tid))
    .map(({ tdur = 0 }) => tdur / 1_000);
  return { totalMs: tasks.reduce((sum, ms) => sum + ms, 0), longestMs: Math.max(...tasks) };
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly args: { readonly name?: string };
  /** How long the thread worked, in microseconds. */
  readonly tdur?: number;
}
