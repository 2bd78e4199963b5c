import type { Page } from 'playwright-core';

/** What a page's visitor waits for or sees jump. */
export interface Vitals {
  /** Largest contentful paint. */
  readonly lcpMs: number;
  /** The slowest interaction until the next paint; browsers tell of those from 16 ms on. */
  readonly inpMs: number;
  /** Total blocking time: of each task what is beyond 50 ms. */
  readonly tbtMs: number;
  /** Cumulative layout shift. */
  readonly shift: number;
}

/** Has the page watch its own vitals from its first script on. */
export async function watchVitals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const vitals = { lcpMs: 0, inpMs: 0, tbtMs: 0, shift: 0 };
    Object.assign(globalThis, { vitals });
    const watch = (type: string, hear: (entry: PerformanceEntry) => void, more = {}) =>
      new PerformanceObserver(list => list.getEntries().forEach(hear)).observe({ type, buffered: true, ...more });
    watch('largest-contentful-paint', entry => (vitals.lcpMs = entry.startTime));
    const isInteraction = (entry: PerformanceEntry) => (entry as PerformanceEventTiming).interactionId > 0;
    const inp = (entry: PerformanceEntry) =>
      isInteraction(entry) && (vitals.inpMs = Math.max(vitals.inpMs, entry.duration));
    watch('event', inp, { durationThreshold: 16 });
    watch('longtask', entry => (vitals.tbtMs += entry.duration - 50));
    watch('layout-shift', entry => (vitals.shift += (entry as PerformanceEntry & { readonly value: number }).value));
  });
}

export function readVitals(page: Page): Promise<Vitals> {
  return page.evaluate(() => (globalThis as unknown as { vitals: Vitals }).vitals);
}
