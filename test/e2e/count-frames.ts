import type { Page } from 'playwright-core';

/** Counts from now on the frames that `page` makes. */
export function countFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    const counted = globalThis as unknown as { frames: number };
    counted.frames = 0;
    const count = () => {
      counted.frames += 1;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
}

/** How many there have been. */
export function framesOf(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { frames: number }).frames);
}
