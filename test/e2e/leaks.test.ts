import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, useBrowser } from './browser.ts';
import { pageWith, say, startScriptedSite, type ScriptedSite } from './scripted-site.ts';

const ROUNDS = 20;

describe.skipIf(!hasBrowser)('a chat that is taken out of the page', () => {
  const browser = useBrowser();
  let site: ScriptedSite;
  beforeAll(async () => {
    site = await startScriptedSite();
    site.page = { html: pageWith(''), headers: {} };
    site.service.rules.answers = false;
  });
  afterAll(() => site.close());

  async function mountStreamRemove(page: Page): Promise<void> {
    const asked = site.service.frames.length;
    await page.evaluate(() => {
      const chat = document.createElement('lex-chat');
      chat.lang = 'ko';
      chat.setAttribute('open', '');
      document.body.append(chat);
    });
    await say(page, '안녕');
    await expect.poll(() => site.service.frames.slice(asked).some(({ type }) => type === 'message-send')).toBe(true);
    await site.tellReply({ text: '# 제목\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n- 하나\n- 둘', step: 5 });
    await page.locator('table').waitFor();
    await page.evaluate(() => {
      document.querySelector('lex-chat')!.remove();
      localStorage.clear();
    });
    await expect.poll(() => site.service.sockets.size).toBe(0);
  }

  it(`leaves no node, listener, timer or socket behind, ${ROUNDS} times [R45]`, async () => {
    const { page, errors } = await browser.visitor();
    await page.addInitScript(countTimers);
    await page.goto(site.url);
    await page.waitForFunction(() => customElements.get('lex-chat'));
    await mountStreamRemove(page);
    const before = await weigh(page);
    for (let round = 0; round < ROUNDS; round += 1) await mountStreamRemove(page);
    const after = await weigh(page);
    expect(errors).toEqual([]);
    expect(after.timers).toBe(0);
    // One chat has hundreds of nodes and dozens of listeners; the browser keeps a few of its own.
    expect(after.nodes - before.nodes).toBeLessThan(ROUNDS * 2);
    expect(after.listeners - before.listeners).toBeLessThan(ROUNDS);
  });
});

/** What a page holds after the rubbish has been collected. */
async function weigh(
  page: Page,
): Promise<{ readonly nodes: number; readonly listeners: number; readonly timers: number }> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  // What is found to be rubbish only when other rubbish has gone takes a second look.
  for (let look = 0; look < 3; look += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners: listeners } = await devtools.send('Memory.getDOMCounters');
  await devtools.detach();
  const timers = await page.evaluate(() => (globalThis as unknown as { timers: Set<number> }).timers.size);
  return { nodes, listeners, timers };
}

/** Runs in the page: keeps the timers that are still to come. */
function countTimers(): void {
  const timers = new Set<number>();
  const page = globalThis as unknown as { timers: Set<number>; setTimeout: unknown; clearTimeout: unknown };
  const { setTimeout: start, clearTimeout: stop } = globalThis as unknown as {
    setTimeout: (run: () => void, ms?: number) => number;
    clearTimeout: (timer?: number) => void;
  };
  page.timers = timers;
  page.setTimeout = (run: () => void, ms?: number) => {
    const timer = start(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
    return timer;
  };
  page.clearTimeout = (timer?: number) => {
    if (timer !== undefined) timers.delete(timer);
    stop(timer);
  };
}
