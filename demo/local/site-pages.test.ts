import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../site', import.meta.url));
const files = (await readdir(folder, { recursive: true })).filter(name => name.includes('.'));
const pages = files.filter(name => name.endsWith('.html'));
const read = (name: string) => readFile(join(folder, name), 'utf8');

it('has every page in Korean and in English', () => {
  const korean = pages.filter(name => !name.startsWith('en/') && name !== '404.html');
  expect(pages.filter(name => name.startsWith('en/')).sort()).toEqual(korean.map(name => `en/${name}`).sort());
});

describe.each(pages)('%s', name => {
  it('works under a policy without inline code or styles, and asks nobody else for anything', async () => {
    const html = await read(name);
    expect(html).not.toMatch(/ style=|<style| on\w+=|javascript:/);
    expect(html.match(/<script[^>]*>[^<]*<\/script>/g)).toEqual([
      '<script type="module" src="/v1/lex-chat.js"></script>',
    ]);
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
