import { expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { hasBrowser, useBrowser } from './browser.ts';

/** The demo's pages on a phone. */
const PHONE = { viewport: { width: 390, height: 844 } };

const running = useStack();
const browser = useBrowser();

it.skipIf(!hasBrowser).each(['/', '/en/', '/bank.html', '/en/bank.html'])(
  'shows the whole menu on a phone: %s',
  async path => {
    const { page } = await browser.visitor(PHONE);
    await page.goto(running.stack.url + path);
    const links = await page.locator('.top nav a').all();
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      const { x, width } = (await link.boundingBox())!;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(PHONE.viewport.width);
    }
  },
);

it.skipIf(!hasBrowser).each(['/bank.html', '/en/bank.html'])(
  'keeps every amount beside the chat’s button, however far the page is scrolled: %s',
  async path => {
    const { page } = await browser.visitor(PHONE);
    await page.goto(running.stack.url + path);
    const launcher = page.locator('lex-chat').getByRole('button');
    await launcher.waitFor();
    const { x: edge } = (await launcher.boundingBox())!;
    const amounts = await page.locator('.passbook td:last-child').all();
    expect(amounts).toHaveLength(4);
    for (const amount of amounts) {
      const { x, width } = (await amount.boundingBox())!;
      expect(x + width).toBeLessThanOrEqual(edge);
    }
  },
);
