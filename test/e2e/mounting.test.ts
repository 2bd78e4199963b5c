import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { measured } from '../promises/measured.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { pageWith, say, useScriptedSite } from './scripted-site.ts';

describe.skipIf(!hasBrowser)('a chat that a framework mounts and unmounts', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  beforeAll(() => {
    running.site.page = { html: pageWith('<main></main>'), headers: {} };
  });
  afterEach(() => expect.poll(() => running.site.service.sockets.size).toBe(0));

  /** What frameworks do in one task, and how often the chat is on the page in the end. */
  const habits: Readonly<Record<string, () => void>> = {
    'runs its effects twice, as React’s StrictMode does': () => {
      const mount = () => {
        const chat = document.createElement('lex-chat');
        chat.setAttribute('open', '');
        document.querySelector('main')!.append(chat);
        return () => chat.remove();
      };
      mount()();
      mount();
    },
    'moves what it has mounted': () => {
      const chat = document.createElement('lex-chat');
      chat.setAttribute('open', '');
      for (let place = 0; place < 10; place++) {
        const parent = document.querySelector('main')!.appendChild(document.createElement('div'));
        parent.append(chat);
      }
    },
    'takes it out and puts it back': () => {
      const chat = document.createElement('lex-chat');
      chat.setAttribute('open', '');
      for (let round = 0; round < 10; round++) {
        document.querySelector('main')!.append(chat);
        if (round < 9) chat.remove();
      }
    },
  };

  const empty = (page: Page) => page.evaluate(() => document.querySelector('main')!.replaceChildren());

  for (const [habit, mount] of Object.entries(habits)) {
    it(`[R45] has one socket and one session where it ${habit}`, async ({ task }) => {
      const { page, errors } = await browser.visitor();
      await page.goto(running.site.url);
      await page.waitForFunction(() => customElements.get('lex-chat'));
      // The first time its code is still to come; the second time everything happens at once.
      for (const when of ['while its code is on the way', 'once its code is there']) {
        const [knocks, sessions] = [running.site.service.knocks, running.site.service.sessionRequests.length];
        await page.evaluate(() => localStorage.clear());
        await page.evaluate(mount);
        await say(page, '안녕');
        await page.getByText('안녕!').first().waitFor();
        expect(await page.locator('lex-chat').count()).toBe(1);
        measured(task).is(`sockets ${when}`, 1, running.site.service.knocks - knocks);
        measured(task).is(`sessions ${when}`, 1, running.site.service.sessionRequests.length - sessions);
        await empty(page);
        await expect.poll(() => running.site.service.sockets.size).toBe(0);
        running.site.service.clear();
      }
      expect(errors).toEqual([]);
      await page.context().close();
    });
  }

  it('[R45] has one socket after fifty mounts that nobody waited for', async ({ task }) => {
    const { page, errors } = await browser.visitor();
    await page.goto(running.site.url);
    await page.evaluate(habits['moves what it has mounted']!);
    await page.getByRole('textbox', { name: '메시지' }).waitFor();
    await page.evaluate(async () => {
      const main = document.querySelector('main')!;
      for (let round = 0; round < 50; round++) {
        main.replaceChildren();
        const chat = document.createElement('lex-chat');
        chat.setAttribute('open', '');
        main.append(chat);
        await new Promise(requestAnimationFrame);
      }
    });
    await say(page, '안녕');
    await page.getByText('안녕!').first().waitFor();
    await expect.poll(() => running.site.service.sockets.size).toBe(1);
    measured(task).is('sockets after 50 mounts', 1, running.site.service.sockets.size);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
