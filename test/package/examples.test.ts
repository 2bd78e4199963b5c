import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LexChat } from '../../widget/src/element.ts';
import { hasBrowser, useBrowser } from '../e2e/browser.ts';
import { useScriptedSite } from '../e2e/scripted-site.ts';
import { execute, placeOf, run, usePackedWidget } from './packed-widget.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
/** How the types of each example are checked. */
const CHECKS: Readonly<Record<string, readonly [name: string, file: string]>> = {
  react: ['typescript', 'bin/tsc'],
  vue: ['vue-tsc', 'bin/vue-tsc.js'],
};

interface Manifest {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifestIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

it('has a test for each example', () => {
  const folders = readdirSync(EXAMPLES, { withFileTypes: true }).filter(entry => entry.isDirectory());
  expect(folders.map(({ name }) => name).toSorted()).toEqual(Object.keys(CHECKS).toSorted());
});

it('says how to start them, by scripts that each has', () => {
  const readme = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');
  const inExample = /cd examples\/(?:.*\n)+?```/.exec(readme)?.[0] ?? '';
  const named = [...inExample.matchAll(/^npm run (\w+)$/gm)].map(([, script]) => script!);
  expect(named).toEqual(['dev']);
  for (const name of Object.keys(CHECKS)) {
    expect(readme).toContain(`(${name})`);
    expect(manifestIn(join(EXAMPLES, name)).scripts).toHaveProperty(named);
  }
});

describe.skipIf(!hasBrowser)('the examples, compiled and clicked', { timeout: 120_000 }, () => {
  const widget = usePackedWidget();
  const browser = useBrowser();
  const running = useScriptedSite();

  /** The example as it stands in a folder elsewhere, with what it asks for beside it. */
  async function install(name: string): Promise<string> {
    const folder = join(widget.folder, name);
    cpSync(join(EXAMPLES, name), folder, { recursive: true, filter: file => !/node_modules|dist$/.test(file) });
    const { dependencies, devDependencies } = manifestIn(folder);
    for (const [each, version] of Object.entries({ lit: '', ...dependencies, ...devDependencies })) {
      const place = join(folder, 'node_modules', each);
      mkdirSync(dirname(place), { recursive: true });
      if (each === 'lex-chat') {
        expect(version).toBe(`file:../../widget/${basename(widget.tarball)}`);
        mkdirSync(place);
        await execute('tar', ['-xzf', widget.tarball, '--strip-components=1', '-C', place], folder);
      } else {
        if (version) expect(manifestIn(placeOf(each)).version, each).toBe(version);
        symlinkSync(placeOf(each), place);
      }
    }
    return folder;
  }

  for (const [name, [checker, file]] of Object.entries(CHECKS)) {
    describe(name, () => {
      let page: Page;
      let errors: readonly string[];

      beforeAll(async () => {
        const folder = await install(name);
        await run(checker, file, ['--noEmit', '-p', '.'], folder);
        // The service stands behind the page's own address.
        writeFileSync(join(folder, '.env'), 'VITE_CHAT_ENDPOINT=');
        await run('vite', 'bin/vite.js', ['build', '--logLevel', 'warn'], folder);
        const built = join(folder, 'dist');
        running.site.page = { html: readFileSync(join(built, 'index.html'), 'utf8'), headers: {}, folder: built };
        running.site.service.rules.answers = false;
        ({ page, errors } = await browser.visitor());
        await page.goto(running.site.url);
      }, 120_000);

      /** Waits until the service has heard a message, and answers it. */
      async function answer(messageId: string, text: string): Promise<void> {
        const heard = () =>
          running.site.service.frames.some(frame => frame.type === 'message-send' && frame.messageId === messageId);
        await expect.poll(heard).toBe(true);
        await running.site.tellReply({ text });
      }

      it('asks by a button of the page, on one socket, and shows what is answered', async () => {
        await page.getByRole('button', { name: '배송 물어보기' }).click();
        await page.getByText('배송은 얼마나 걸려요?').waitFor();
        const asked = page.locator('#asked');
        await expect.poll(() => asked.textContent()).toMatch(/^[\w-]{36}$/);
        await answer((await asked.textContent())!, `[이틀](${running.site.url}delivery) 걸려요.`);
        await page.getByText('걸려요.').last().waitFor();
        expect(running.site.service.sockets.size).toBe(1);
      });

      it('keeps a link of a reply within the application', async () => {
        await page.getByRole('link', { name: '이틀' }).click();
        await expect.poll(() => page.locator('#place').textContent()).toBe('/delivery');
        expect(page.url()).toBe(running.site.url);
        expect(page.context().pages()).toHaveLength(1);
      });

      it('counts what nobody has read', async () => {
        const messageId = await page.evaluate(() => {
          const chat = document.querySelector<LexChat>('lex-chat')!;
          chat.hide();
          return chat.send('그리고요?');
        });
        await answer(messageId, '그게 다예요.');
        await expect.poll(() => page.locator('#unread').textContent()).toBe('1');
      });

      it('closes its socket when the chat is taken away, and without an error', async () => {
        await page.getByRole('button', { name: '채팅 치우기' }).click();
        await expect.poll(() => running.site.service.sockets.size).toBe(0);
        await page.getByRole('button', { name: '채팅 놓기' }).click();
        await page.getByRole('button', { name: '채팅 열기' }).waitFor();
        expect(errors).toEqual([]);
        await page.context().close();
        running.site.service.clear();
      });
    });
  }
});
