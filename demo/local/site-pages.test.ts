import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bankName, kindName } from '@lex-chat/backend/bots/banking/banks';
import { SEED } from '@lex-chat/backend/bots/banking/seed';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../site', import.meta.url));
const files = (await readdir(folder, { recursive: true })).filter(name => name.includes('.'));
const pages = files.filter(name => name.endsWith('.html'));
const read = (name: string) => readFile(join(folder, name), 'utf8');

it('has every page in Korean and in English', () => {
  const korean = pages.filter(name => !name.startsWith('en/'));
  expect(pages.filter(name => name.startsWith('en/')).sort()).toEqual(korean.map(name => `en/${name}`).sort());
});

it.each([
  ['bank.html', 'ko_KR'],
  ['en/bank.html', 'en_US'],
] as const)(
  'shows on %s the accounts with which a visitor begins, and has the chat with that bot',
  async (name, locale) => {
    const html = await read(name);
    const rows = Array.from(html.matchAll(/<th scope="row">(.*?)<\/th>\s*<td>(.*?)<\/td>\s*<td>([\d,]+)/g), row =>
      row.slice(1),
    );
    const digits = new Intl.NumberFormat('en-US');
    expect(rows).toEqual(
      SEED.map(({ bank, kind, balance }) => [bankName(bank, locale), kindName(kind, locale), digits.format(balance)]),
    );
    expect(html).toMatch(/<lex-chat [^>]*bot="banking"/);
  },
);

it('has a way from the shop to the bank and back on every page', async () => {
  for (const name of pages) {
    const html = await read(name);
    const root = name.startsWith('en/') ? '/en/' : '/';
    expect([name, html.includes(`href="${root}bank.html"`), html.includes(`href="${root}"`)]).toEqual([
      name,
      true,
      true,
    ]);
  }
});

describe.each(pages)('%s', name => {
  it('works under a policy without inline code or styles, and asks nobody else for anything', async () => {
    const html = await read(name);
    expect(html).not.toMatch(/ style=|<style| on\w+=|javascript:/);
    const own = name.includes('playground') ? ['/playground/faults.js', '/playground/playground.js'] : [];
    expect(html.match(/<script[^>]*>[^<]*<\/script>/g)).toEqual(
      [...own, '/v1/lex-chat.js'].map(src => `<script type="module" src="${src}"></script>`),
    );
    expect(html).not.toMatch(/(?:href|src)="(?:https?:)?\/\//);
  });

  it('has the chat, in the language of the page', async () => {
    const html = await read(name);
    const language = /<html lang="(\w+)"/.exec(html)![1]!;
    expect(language).toBe(name.startsWith('en/') ? 'en' : 'ko');
    expect(html.match(/<lex-chat [^>]*>/g)).toEqual([expect.stringContaining(`lang="${language}" heading=`)]);
  });

  it('links to what exists', async () => {
    const links = Array.from((await read(name)).matchAll(/(?:href|src)="(\/[^"]*)"/g), match => match[1]!);
    for (const link of links.filter(link => !link.startsWith('/v1/'))) {
      const [path = '', anchor] = link.slice(1).split('#');
      const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
      expect([link, files.includes(file)]).toEqual([link, true]);
      if (anchor) expect([link, (await read(file)).includes(`id="${anchor}"`)]).toEqual([link, true]);
    }
  });
});
