import { probe } from '@lex-chat/infra/probe/probe';
import { expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { measured } from './measured.ts';

const running = useStack();

it('[R50] tells that a stage is well by chatting with it, and leaves nothing behind', async ({ task }) => {
  const { stack } = running;
  // The first call of each function starts it.
  await probe(stack.url);
  const steps = await probe(stack.url);
  expect(steps.filter(({ problem }) => problem !== undefined)).toEqual([]);
  expect(steps.map(({ name }) => name)).toEqual([
    'health',
    'session',
    'socket',
    'ping',
    'accepted',
    'first word',
    'answer',
    'history',
    'stream of events',
    'deletion',
  ]);
  measured(task).atMost('a synthetic chat', 5_000, Math.round(steps.reduce((sum, { ms }) => sum + ms, 0)), 'ms');
});

it('[R50] names the step at which a stage is not well', async () => {
  const fromElsewhere = await probe(running.stack.url, { origin: 'https://elsewhere.example' });
  expect(fromElsewhere.at(-1)).toMatchObject({ name: 'health', problem: 'GET /health was answered with 403' });
  const nobody = await probe('http://127.0.0.1:9');
  expect(nobody).toMatchObject([{ name: 'health', problem: 'fetch failed' }]);
});
