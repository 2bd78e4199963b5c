import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { useStack } from './stack/stack.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${ROOT}README.md`, 'utf8');
const curls = [...readme.matchAll(/```sh\n(curl .+)\n```/g)].map(([, command]) => command!);
const running = useStack();

const run = async (command: string) =>
  (await promisify(execFile)('sh', ['-c', command.replaceAll('http://localhost:8080', running.stack.url)])).stdout;

it('shows curl lines that work: an answer, a stream and a refusal', async () => {
  expect(curls).toHaveLength(3);
  const [answer, stream, refusal] = await Promise.all(curls.map(run));
  expect(JSON.parse(answer!)).toMatchObject({
    msg: expect.stringContaining('안녕') as string,
    session: { locale: 'ko_KR' },
  });
  expect(stream).toMatch(/^event: session\n[\s\S]*"type":"reply-delta"[\s\S]*"type":"reply-end".*"reason":"complete"/);
  expect(JSON.parse(refusal!)).toMatchObject({ status: 400, code: 'invalid-message' });
});

it('names commands that there are, and links to files that there are', () => {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { scripts: Record<string, string> };
  const texts = [readme, readFileSync(`${ROOT}CONTRIBUTING.md`, 'utf8')];
  const named = texts.flatMap(text => [...text.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name]) => name!));
  expect(named.filter(name => name !== 'ci' && !(name in scripts))).toEqual([]);
  const links = texts.flatMap(text => [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path!));
  expect(links.filter(path => !existsSync(ROOT + path))).toEqual([]);
});
