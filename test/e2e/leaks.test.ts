import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { measured, PATIENTLY, times } from '../promises/measured.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { pageWith, say, useScriptedSite } from './scripted-site.ts';

const ROUNDS = times(20, 100);

describe.skipIf(!hasBrowser)('a chat that is taken out of the page', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  beforeAll(() => {
    running.site.page = { html: pageWith(''), headers: {} };
    running.site.service.rules.answers = false;
  });

  async function mountStreamRemove(page: Page): Promise<void> {
    const asked = running.site.service.frames.length;
    await page.evaluate(() => {
      const chat = document.createElement('lex-chat');
      chat.lang = 'ko';
      chat.setAttribute('open', '');
      document.body.append(chat);
    });
    await say(page, '안녕');
    await expect
      .poll(() => running.site.service.frames.slice(asked).some(({ type }) => type === 'message-send'))
      .toBe(true);
    await running.site.tellReply({ text: '# 제목\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n- 하나\n- 둘', step: 5 });
    await page.locator('table').waitFor();
    await page.evaluate(() => {
      document.querySelector('lex-chat')!.remove();
      localStorage.clear();
    });
    await expect.poll(() => running.site.service.sockets.size).toBe(0);
  }

  it('[R45] leaves no node, listener, timer or socket behind', { timeout: PATIENTLY }, async ({ task }) => {
    const { page, errors } = await browser.visitor();
    await page.addInitScript(countTimers);
    await page.goto(running.site.url);
    await page.waitForFunction(() => customElements.get('lex-chat'));
    await mountStreamRemove(page);
    const before = await weigh(page);
    for (let round = 0; round < ROUNDS; round += 1) await mountStreamRemove(page);
    const timers = await timersOf(page);
    // The browser lets go of the last chat, which it has painted and focused, when it pleases.
    await expect.poll(async () => (await weigh(page)).nodes - before.nodes, { timeout: 10_000 }).toBeLessThan(ROUNDS);
    const after = await weigh(page);
    expect(errors).toEqual([]);
    // What leaks does so every time; the browser keeps a few of its own.
    const ofEach = (what: 'nodes' | 'listeners') => Math.max(0, Math.floor((after[what] - before[what]) / ROUNDS));
    measured(task).is(`nodes kept of each of ${ROUNDS} chats`, 0, ofEach('nodes'));
    measured(task).is('listeners kept of each', 0, ofEach('listeners'));
    measured(task).is('timers kept', 0, timers);
    measured(task).is('sockets kept', 0, running.site.service.sockets.size);
  });
});

/** What a page holds after the rubbish has been collected. */
async function weigh(page: Page): Promise<{ readonly nodes: number; readonly listeners: number }> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  // What is found to be rubbish only when other rubbish has gone takes a second look.
  for (let look = 0; look < 3; look += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners: listeners } = await devtools.send('Memory.getDOMCounters');
  await devtools.detach();
  return { nodes, listeners };
}

function timersOf(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { timers: Set<number> }).timers.size);
}

/** Runs in the page: keeps the timers that are still to come, but for those that end with the next frame or soon after. */
function countTimers(): void {
  const timers = new Set<number>();
  const page = globalThis as unknown as { timers: Set<number>; setTimeout: unknown; clearTimeout: unknown };
  const { setTimeout: start, clearTimeout: stop } = globalThis as unknown as {
    setTimeout: (run: () => void, ms?: number) => number;
    clearTimeout: (timer?: number) => void;
  };
  page.timers = timers;
  page.setTimeout = (run: () => void, ms = 0) => {
    const timer = start(() => {
      timers.delete(timer);
      run();
    }, ms);
    if (ms > 100) timers.add(timer);
    return timer;
  };
  page.clearTimeout = (timer?: number) => {
    if (timer !== undefined) timers.delete(timer);
    stop(timer);
  };
}
