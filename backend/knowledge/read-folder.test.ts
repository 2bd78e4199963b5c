import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFullText } from '../src/adapters/full-text.ts';
import { readFolder } from './read-folder.ts';
import { readHtml } from './read-html.ts';
import { readMarkdown } from './read-markdown.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lex-chat-knowledge-'));
  await mkdir(join(folder, 'help'));
  await writeFile(
    join(folder, 'index.html'),
    '<title>Shop - Paper</title><main><h1>Welcome</h1><p>We sell paper.</p></main>',
  );
  await writeFile(join(folder, 'help', 'delivery.md'), '# 배송\n\n## 배송비\n\n육지는 3,000원이에요.\n');
  await writeFile(join(folder, '404.html'), '<main><p>Nothing here.</p></main>');
  await writeFile(join(folder, 'notes.txt'), 'not a page');
});

afterAll(() => rm(folder, { recursive: true }));

describe('a page of HTML', () => {
  it('is cut at its headings, with the address of each section, and without what is around its text', () => {
    const html = `<!doctype html><title>배송·교환 – 닥결</title><body>
      <nav><a href="/">Home</a></nav><header><h1>Menu</h1></header>
      <main id="content"><h1>배송·교환</h1><div>이틀 안에 <b>도착</b>해요.</div>
      <section id="fees"><h2>배송비</h2><p>육지는<br>3,000원.</p>
      <table><tr><th scope="col">곳</th><th scope="col">작게</th><th scope="col">많이</th></tr>
        <tr><th>제주</th><td>6,000원</td><td>3,000원</td></tr></table>
      <ul><li>반품은 <i>14일</i></li><li><p>교환도</p></li></ul><script>alert(1)</script><p hidden>숨은 글</p></section>
      <h3 id="sea">해외</h3><dl><dt>미국</dt><dd>없음</dd></dl></main><footer>© 닥결</footer>`;
    expect(readHtml(html, 'https://shop.example/delivery.html')).toEqual([
      {
        page: '배송·교환',
        heading: '배송·교환',
        url: 'https://shop.example/delivery.html',
        text: '이틀 안에 도착해요.',
      },
      {
        page: '배송·교환',
        heading: '배송비',
        url: 'https://shop.example/delivery.html#fees',
        text: '육지는 3,000원.\n제주: 6,000원 (작게), 3,000원 (많이)\n- 반품은 14일\n교환도',
      },
      { page: '배송·교환', heading: '해외', url: 'https://shop.example/delivery.html#sea', text: '미국: 없음' },
    ]);
  });

  it('without main or a title is read all the same, and one without text is nothing', () => {
    expect(readHtml('<h1>Hello</h1>just text', null)).toEqual([
      { page: 'Hello', heading: 'Hello', url: null, text: 'just text' },
    ]);
    expect(readHtml('', null)).toEqual([]);
  });
});

describe('a page of Markdown', () => {
  it('is cut at its headings, which in code are none', () => {
    const markdown =
      '---\ntitle: x\n---\nLead.\n\n# 배송\n\n```sh\n# no heading\n```\n\n## 배송비 (제주)\n\n6,000원\n\n## Empty\n';
    expect(readMarkdown(markdown, 'delivery', 'https://shop.example/delivery')).toEqual([
      { page: '배송', heading: '', url: 'https://shop.example/delivery', text: 'Lead.' },
      {
        page: '배송',
        heading: '배송',
        url: 'https://shop.example/delivery#%EB%B0%B0%EC%86%A1',
        text: '```sh\n# no heading\n```',
      },
      {
        page: '배송',
        heading: '배송비 (제주)',
        url: `https://shop.example/delivery#${encodeURIComponent('배송비-제주')}`,
        text: '6,000원',
      },
    ]);
  });
});

it('reads a folder and those beneath it, but for what is no page', async () => {
  const sections = await readFolder(folder, { url: 'https://shop.example/' });
  expect(sections.map(({ page, heading, url }) => [page, heading, url])).toEqual([
    ['배송', '배송비', `https://shop.example/help/delivery#${encodeURIComponent('배송비')}`],
    ['Shop', 'Welcome', 'https://shop.example/'],
  ]);
});

it('is a command that writes an index, and says what is wrong', async () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const run = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'backend/knowledge/main.ts', ...args], { cwd: root });
  const to = join(folder, 'knowledge.json');
  const { stdout } = await run(folder, '--url', 'https://shop.example', '--to', to);
  expect(stdout).toContain('2 sections');
  const knowledge = createFullText(() => readFile(to, 'utf8'));
  const found = await knowledge.find(
    { text: '배송비는 얼마예요?', conversationId: 'shop.1' },
    new AbortController().signal,
  );
  expect(found.map(({ title }) => title)).toEqual(['배송 › 배송비']);

  const { stderr } = await run(folder, '--url', 'shop.example', '--to', to).catch(
    (error: unknown) => error as { stderr: string },
  );
  expect(stderr).toContain('--url is shop.example: it should be');
  const empty = await run(join(root, 'protocol/src'), '--to', to).catch(
    (error: unknown) => error as { stderr: string },
  );
  expect(empty.stderr).toContain('There are no pages with text');
});
