import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ifAlone, times } from '../promises/measured.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { recordWork, type Work } from './record-work.ts';
import { openChat, say, useScriptedSite } from './scripted-site.ts';

const LENGTH = 200_000;

const fill = (pattern: string) => pattern.repeat(Math.ceil(LENGTH / pattern.length)).slice(0, LENGTH);

/** Those that once were the slowest stand first: a quick run takes these. */
const TEXTS: Readonly<Record<string, string>> = {
  'one long table': `| a | b |\n| --- | --- |\n${fill('| **1** | `2` |\n')}`.slice(0, LENGTH),
  'one long list': fill('- 하나 **둘** [셋](https://a.example)\n'),
  'one wide table': `${'|a'.repeat(LENGTH / 4)}\n${'|-'.repeat(LENGTH / 4)}`,
  'items in items': Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}- a`)
    .join('\n')
    .slice(0, LENGTH),
  'open links': fill('[a]('),
  'paragraphs full of marks': fill(`${'*1* '.repeat(3_500)}\n\n`),
  'one word': fill('가'),
  'one line': fill('말이 많아요. '),
  'marks of emphasis': fill('*a_b'),
  'open brackets': fill('['),
  'quotes in quotes': fill('>'),
  'one long block of code': `\`\`\`\n${fill('const a = 1; // 하나\n')}`.slice(0, LENGTH),
  ticks: fill('` `` '),
  'mail addresses': fill('a.b-c_'),
  entities: fill('&amp;&#1;'),
  tags: fill('<a b="'),
  'marks without a letter': fill('*1* '),
  'a list in an item': `- 1\n${fill('  - 2\n')}`.slice(0, LENGTH),
};

describe.skipIf(!hasBrowser)('text made to be slow', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  beforeAll(() => {
    running.site.service.rules.answers = false;
  });

  /** Asks something, has it answered, and hands over what the page's thread did until the answer was painted. */
  async function answer(page: Page, text: string, step = text.length): Promise<Work> {
    const ended = page.locator('.message.assistant .under');
    const count = await ended.count();
    await say(page, '질문');
    await page.locator('.message.visitor').last().waitFor();
    return recordWork(page, async () => {
      const painted = () => page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
      await running.site.tellReply({ text, step, pace: painted });
      await ended.nth(count).waitFor();
      await painted();
    });
  }

  it.each(Object.keys(TEXTS).slice(0, times(6, Infinity, 3)))(
    'is painted within 2 s, and never holds the page up while it streams: %s [R33]',
    // The same work takes a processor twice as long when others empty its caches.
    { retry: 2 },
    async name => {
      const { page } = await browser.visitor();
      await page.goto(running.site.url);
      await openChat(page);
      await answer(page, '# 시작');
      const text = TEXTS[name]!;
      const whole = await answer(page, text);
      const streamed = await answer(page, text, 4_000);
      expect(whole.totalMs).toBeLessThan(ifAlone(2_000));
      expect(streamed.longestMs).toBeLessThan(ifAlone(200));
      await page.close();
    },
  );
});
