import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packTeaShop } from '@lex-chat/demo/lex/lex-json/tea-shop.fake';
import type { ChatAnswer } from '@lex-chat/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** `npm start` as it is typed, but for the build, which this run has done. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));

let folder: string;
const started: ChildProcess[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lex-chat-start-'));
});
afterAll(async () => {
  await Promise.all(started.map(stop));
  rmSync(folder, { recursive: true });
});

it('serves a bot that was exported from the console, in the shop, over REST', async () => {
  const file = join(folder, 'TeaShop.zip');
  writeFileSync(file, packTeaShop());
  const { url, said } = await start(['--bot', file]);
  expect(said).toContain('TeaShop (ko_KR)');

  const first = await ask(url, '차 주문');
  expect(first).toMatchObject({ source: { kind: 'intent', name: 'OrderTea' } });
  expect(first.msg).toContain('좋아요.');
  const second = await ask(url, '녹차', first.session!.token);
  expect(second.msg).toContain('green, 맞나요?');
  expect((await ask(url, '네', first.session!.token)).msg).toContain('주문했어요.');
});

it('offers the models that MODELS names, and the stand-in answers for the one that is chosen [P3.12]', async () => {
  const names = ['fast', 'thorough'];
  const MODELS = JSON.stringify(names.map(name => ({ name, label: name, model: `bedrock:${name}` })));
  const { url } = await start([], { MODELS, LEX_CHAT_DATA: join(folder, 'models') });
  const { source } = await ask(url, '배송비는 얼마예요?', undefined, { model: 'thorough' });
  expect(source).toEqual({ kind: 'model', name: 'thorough' });
  const session = await fetch(`${url}/sessions`, { method: 'POST', body: '{}' });
  expect(await session.json()).toMatchObject({
    features: expect.arrayContaining(['model:fast:fast', 'model:thorough:thorough']) as string[],
  });
});

it('says what in MODELS cannot be read, and starts nothing', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'demo/local/main.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, MODELS: '[{"name":"Fast"}]' },
  });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toBe('MODELS cannot be read:\n  model 1: name is to be up to 32 lower-case letters, digits or -\n');
});

it('says which other pages may chat, and only where there are any', async () => {
  const ALLOWED_ORIGINS = 'http://localhost:3000, http://localhost:5173';
  const [alone, shared] = [
    await start([], { LEX_CHAT_DATA: join(folder, 'alone') }),
    await start([], { LEX_CHAT_DATA: join(folder, 'shared'), ALLOWED_ORIGINS }),
  ];
  expect(shared.said).toContain(`  pages of ${ALLOWED_ORIGINS} may chat too\n\n`);
  expect(alone.said).not.toContain('may chat too');
});

/** The laptop's stack with these arguments, on a port and with a folder of its own. */
async function start(
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<{ url: string; said: string }> {
  const stack = spawn(process.execPath, ['--import', 'tsx', 'demo/local/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', LEX_CHAT_DATA: join(folder, 'data'), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(stack);
  let said = '';
  stack.stderr.on('data', (text: Buffer) => (said += text.toString()));
  for await (const text of stack.stdout as AsyncIterable<Buffer>) {
    said += text.toString();
    const [, url] = /runs at (\S+)/.exec(said) ?? [];
    if (url !== undefined && said.includes('Ctrl-C')) return { url, said };
  }
  throw new Error(`It ended: ${said}`);
}

async function stop(stack: ChildProcess): Promise<void> {
  if (stack.exitCode !== null || !stack.kill('SIGTERM')) return;
  await once(stack, 'exit');
}

async function ask(url: string, text: string, token?: string, more: object = {}): Promise<ChatAnswer> {
  const response = await fetch(`${url}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ text, ...more }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as ChatAnswer;
}
