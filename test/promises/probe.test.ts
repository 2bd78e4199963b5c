import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { probe } from '@lex-chat/infra/probe/probe';
import { expect, it } from 'vitest';
import { startCloudFormation } from '../stack/cloud-formation.ts';
import { SITE_ID, SITE_SECRET, siteOf } from '../stack/site.ts';
import { useStack } from '../stack/stack.ts';
import { measured } from './measured.ts';

const MAIN = fileURLToPath(import.meta.resolve('@lex-chat/infra/probe/main'));

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
    'stream of events',
    'socket',
    'ping',
    'accepted',
    'first word',
    'answer',
    'history',
    'deletion',
  ]);
  measured(task).atMost('a synthetic chat', 5_000, Math.round(steps.reduce((sum, { ms }) => sum + ms, 0)), 'ms');
});

it('[R50] finds a deployed stage by the outputs of its stack', async () => {
  const { url } = running.stack;
  const bots = [{ name: 'banking', botId: 'BANKING001', aliasId: 'LAPTOP0001', locales: ['ko_KR'] }];
  const cloudFormation = await startCloudFormation({ Shop: { Url: url, Bots: JSON.stringify(bots) } });
  const run = (name: string) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', MAIN, '--stack', name], {
      env: { PATH: process.env['PATH'], ...cloudFormation.variables },
    });
  try {
    const { stdout } = await run('Shop');
    expect(stdout).toMatch(/✓ health: [\s\S]*✓ answer: [\s\S]*✓ deletion: [\s\S]* ms in all/);
    await expect(run('Bank')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the stack Bank') as string,
    });
  } finally {
    await cloudFormation.close();
  }
});

it('[R50] is not content with an intent where the model was to answer, unless it is told that there is none', async () => {
  const { url } = running.stack;
  const steps = await probe(url, { question: '안녕' });
  expect(steps.at(-1)).toMatchObject({
    name: 'stream of events',
    problem: expect.stringMatching(/^the model was to answer, and it was intent /) as string,
  });
  expect((await probe(url, { question: '안녕', lexAlone: true })).at(-1)).toEqual({
    name: 'deletion',
    ms: expect.any(Number) as number,
  });
});

it('[R50] asks as a visitor for whom the site vouches, with a proof or with the site’s secret', async () => {
  const { stack } = running;
  const site = siteOf(() => stack);
  expect((await probe(stack.url, { visitorToken: await site.token('probe') })).at(-1)).not.toHaveProperty('problem');
  expect((await probe(stack.url, { visitorToken: `${await site.token('probe')}x` })).at(-1)).toMatchObject({
    name: 'session',
    problem: 'POST /sessions was answered with 401',
  });

  const Bots = JSON.stringify([{ name: 'banking', botId: 'BANKING001', aliasId: 'LAPTOP0001', locales: ['ko_KR'] }]);
  const outputs = { Url: stack.url, Bots, SiteSecretArn: SITE_SECRET };
  const cloudFormation = await startCloudFormation({
    Shop: { ...outputs, SiteId: SITE_ID },
    Other: { ...outputs, SiteId: 'another-site' },
  });
  const run = (name: string) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', MAIN, '--stack', name], {
      env: {
        PATH: process.env['PATH'],
        ...cloudFormation.variables,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: stack.secrets.url,
      },
    });
  try {
    expect((await run('Shop')).stdout).toMatch(/✓ deletion: /);
    await expect(run('Other')).rejects.toMatchObject({
      stdout: expect.stringContaining('✗ session: POST /sessions was answered with 401') as string,
    });
  } finally {
    await cloudFormation.close();
  }
});

it('[R50] names the step at which a stage is not well', async () => {
  const fromElsewhere = await probe(running.stack.url, { origin: 'https://elsewhere.example' });
  expect(fromElsewhere.at(-1)).toMatchObject({ name: 'health', problem: 'GET /health was answered with 403' });
  const nobody = await probe('http://127.0.0.1:9');
  expect(nobody).toMatchObject([{ name: 'health', problem: 'fetch failed' }]);
});
