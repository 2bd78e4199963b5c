import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const MOST_MS = 30_000;

/** For two tries of it, on a machine that has much else to do. */
const PATIENCE_MS = 180_000;

const CDK = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
const NO_NETWORK = new URL('no-network.js', import.meta.url).href;

const folder = mkdtempSync(join(tmpdir(), 'lex-chat-synth-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run synth`, by somebody without an account, whose every look for another machine ends it. */
async function synthesise(variables: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [CDK, 'synth', '--no-lookups', '--quiet', '--output', folder], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: {
      PATH: `${fileURLToPath(new URL('../../node_modules/.bin', import.meta.url))}:${process.env.PATH}`,
      HOME: folder,
      NODE_OPTIONS: `--import ${NO_NETWORK}`,
      ...variables,
    },
  });
  const began = performance.now();
  const closed = once(child, 'close');
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await closed;
  return { said: said + complained, code: child.exitCode, ms: performance.now() - began };
}

it('is synthesised without the network, within half a minute', { timeout: PATIENCE_MS }, async () => {
  const first = await synthesise();
  expect(first.said).not.toContain('looked for the network');
  expect(first.code, first.said).toBe(0);
  expect(readdirSync(folder)).toContain('LexChat.template.json');
  // On a machine that has much else to do, the better of two.
  const ms = first.ms < MOST_MS ? first.ms : Math.min(first.ms, (await synthesise()).ms);
  expect(ms).toBeLessThan(MOST_MS);
});

it('tells a wrong setting by its name, and nothing of where it was found out', { timeout: PATIENCE_MS }, async () => {
  const { said, code } = await synthesise({ LEX_CHAT_MINIMUM_CONFIDENCE: '60' });
  expect(said).toContain('LEX_CHAT_MINIMUM_CONFIDENCE is 60: it should be from 0 to 1');
  expect(said).not.toContain('    at ');
  expect(code).not.toBe(0);
});

it('would notice a look for the network', async () => {
  const child = spawn(process.execPath, ['--import', NO_NETWORK, '-e', 'fetch("http://127.0.0.1:65530")']);
  const [said] = await Promise.all([text(child.stderr), once(child, 'close')]);
  expect(said).toContain('looked for the network');
  expect(child.exitCode).toBe(97);
});

it('has aws-cdk-lib hold the template to its rules', () => {
  const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8')) as {
    context: Record<string, unknown>;
  };
  expect(context['@aws-cdk/core:validateAgainstDefaultRules']).toBe(true);
});
