import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { openVisitor, post, problem } from '../stack/visitor.ts';
import { measured, times } from './measured.ts';

const running = useStack();

const MEGABYTE = 1_024 * 1_024;
const DEEP = 100_000;

/** Bodies that are too much, each in its way. */
const BODIES: Readonly<Record<string, string>> = {
  '1 MB': `{"text":"${'가'.repeat(MEGABYTE / 3)}"}`,
  '10 MB': `{"text":"${'x'.repeat(10 * MEGABYTE - 20)}"}`,
  '16 MB': `{"text":"${'x'.repeat(16 * MEGABYTE)}"}`,
  'arrays in arrays': '['.repeat(DEEP) + ']'.repeat(DEEP),
  'objects in objects': `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  'deep within 128 KB': `{"text":"안녕","deep":${'['.repeat(60_000)}${']'.repeat(60_000)}}`,
  'wide within 128 KB': `{${Array.from({ length: 10_000 }, (_, i) => `"k${i}":1`).join()}}`,
};

it('[R39] takes bodies that are far too large or deep for what they are, without taking them in', async ({ task }) => {
  const { url } = running.stack;
  const visitor = await openVisitor(url);
  const authorization = { authorization: `Bearer ${visitor.session.token}` };
  const socket = await visitor.connect();
  const send = async (round: number) => {
    for (const path of ['/chat', '/sessions', '/feedback']) {
      for (const [name, body] of Object.entries(BODIES)) {
        const refused = await problem(await post(`${url}${path}`, body, path === '/sessions' ? {} : authorization));
        expect(refused.status, `${name} to ${path}`).toBe(/MB|in/.test(name) && !name.includes('within') ? 413 : 400);
      }
      expect((await visitor.call('GET', '/history')).status).toBe(200);
    }
    socket.say(`{"type":"message-send","deep":${'['.repeat(12_000)}${']'.repeat(12_000)}}`);
    await expect.poll(() => socket.heard.filter(({ type }) => type === 'failure')).toHaveLength(round);
  };
  // Each function has run before.
  await visitor.ask('안녕');
  await visitor.history();
  socket.say('{}');
  await socket.hear('failure');
  const before = memory();
  const rounds = times(2, 20);
  for (let round = 0; round < rounds; round++) await send(round + 2);
  const after = memory();
  const grown = [...before].map(([pid, bytes]) => (after.get(pid) ?? 0) - bytes);
  measured(task).atMost('growth of a function’s memory', 50, Math.max(...grown) / MEGABYTE, 'MB');
  expect((await visitor.ask('안녕')).msg).not.toBe('');
  socket.close();
});

/** Resident memory in bytes, by process, of those that run. */
function memory(): ReadonlyMap<number, number> {
  const pids = running.stack.functions.processes().map(({ pid }) => pid);
  const { stdout } = spawnSync('ps', ['-o', 'pid=,rss=', '-p', pids.join()], { encoding: 'utf8' });
  const lines = stdout.trim().split('\n');
  return new Map(
    lines.map(line => line.trim().split(/ +/).map(Number) as [number, number]).map(([pid, kb]) => [pid, kb * 1_024]),
  );
}
