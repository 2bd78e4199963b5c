import type { Page } from 'playwright-core';

/** Slows the page's processor down so many times, as a phone's is slower than a desk's. */
export async function throttle(page: Page, times: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: times });
}
