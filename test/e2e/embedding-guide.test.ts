import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startStack, type Stack } from '@lex-chat/demo/stack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNHURRIED } from '../stack/stack.ts';
import { hasBrowser, useBrowser } from './browser.ts';

const DOCS = new URL('../../docs/', import.meta.url);
const guide = readFileSync(new URL('embedding.md', DOCS), 'utf8');
/** The snippets of the guide, in a language. */
const shown = (language: string) =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code]) => code!);

/** What stands in the folder that the guide has one make, and what the site's own server answers. */
const FILES: Readonly<Record<string, readonly [type: string, content: string]>> = {
  '/': ['text/html; charset=utf-8', shown('html')[0]!],
  '/chat.css': ['text/css', shown('css')[0]!],
  '/chat.js': ['text/javascript', shown('js')[0]!],
};

describe.skipIf(!hasBrowser)('a site that follows the guide', () => {
  const browser = useBrowser();
  let stack: Stack;
  let close: () => Promise<void>;
  let url: string;

  beforeAll(async () => {
    const server = createServer((request, response) => {
      const [type, content] = FILES[request.url!] ?? ['text/plain', ''];
      response.writeHead(request.url! in FILES ? 200 : 404, { 'content-type': type });
      response.end(content.replaceAll('http://localhost:8080', stack.url));
    });
    await new Promise<void>(resolve => server.listen(0, resolve));
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
    // As `ALLOWED_ORIGINS=… npm start` does.
    stack = await startStack({
      port: 0,
      data: null,
      log: () => {},
      pace: { firstTokenMs: 20, tokensPerSecond: 200 },
      limits: UNHURRIED,
      allowedOrigins: [url],
      knowledge: true,
    });
    close = async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await stack.close();
    };
  });
  afterAll(() => close());

  it('has a chat of its own looks and words that answers, and a page that talks with it', async () => {
    const { page, errors } = await browser.visitor({ locale: 'en-US' });
    await page.goto(url);
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(await page.getByRole('link', { name: 'Contact us' }).isVisible()).toBe(false);
    const accent = await page.locator('.launcher').evaluate(launcher => getComputedStyle(launcher).backgroundColor);
    expect(accent).toBe('rgb(0, 112, 74)');

    await page.getByRole('button', { name: 'Open chat' }).click();
    await page.getByText('What tea would you like?').waitFor();
    await page.getByRole('button', { name: 'Close' }).first().click();

    await page.getByRole('button', { name: 'Ask about delivery' }).click();
    await page.getByText('How long does delivery take?').waitFor();
    const replies = page.locator('[part=reply]');
    await expect.poll(() => replies.allInnerTexts().then(texts => texts.join().length)).toBeGreaterThan(20);

    await page.getByRole('textbox', { name: 'Message' }).fill('1234-5678-1234-5678');
    await page.keyboard.press('Enter');
    await page.evaluate(async () => {
      const chat = document.querySelector('lex-chat') as HTMLElement & { hide(): void; send(text: string): unknown };
      chat.hide();
      await chat.send('Hello');
    });
    await expect.poll(() => page.locator('#unread').textContent()).not.toBe('0');
    expect((await page.locator('[part=visitor]').allInnerTexts()).join()).not.toContain('1234');
    expect(errors.filter(error => !error.includes('404'))).toEqual([]);
  });

  it('shows its link where the script does not arrive', async () => {
    const { page } = await browser.visitor({ locale: 'en-US' });
    await page.route('**/lex-chat.js', route => route.abort());
    await page.goto(url);
    expect(await page.getByRole('link', { name: 'Contact us' }).isVisible()).toBe(true);
  });
});

it('has a guide that names commands, files and events that there are', () => {
  const root = fileURLToPath(new URL('..', DOCS));
  const links = [...guide.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path!);
  expect(links.length).toBeGreaterThan(4);
  expect(links.filter(path => !existsSync(new URL(path, DOCS)))).toEqual([]);
  const { scripts } = JSON.parse(readFileSync(`${root}widget/package.json`, 'utf8')) as { scripts: object };
  expect(shown('sh').join()).toContain('npm run pack -w lex-chat');
  expect(scripts).toHaveProperty('pack');
  const events = readFileSync(`${root}widget/src/lex-chat.ts`, 'utf8');
  const told = [...guide.matchAll(/(?:'|on|\(|`)(lex-chat-[a-z]+)/g)].map(([, name]) => name!);
  expect(told.filter(name => !events.includes(` ${name} -`))).toEqual([]);
});
