import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { createBedrock } from './bedrock-model.ts';

const closings: (() => void)[] = [];
afterEach(() => {
  closings.splice(0).forEach(close => close());
  vi.unstubAllEnvs();
});

it('has as many answers at a time as it is asked for', async () => {
  const asked = new Set<ServerResponse>();
  const server = createServer((_, response) => asked.add(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'a');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'b');

  const model = createBedrock({ provider: 'bedrock', model: 'a-model', guardrail: null });
  const hangUp = new AbortController();
  const prompt = { system: 's', turns: [{ role: 'visitor', text: '안녕' }], maxTokens: 10 } as const;
  const answers = Array.from({ length: 60 }, async () => {
    for await (const part of model.stream(prompt, hangUp.signal)) expect(part).toBe('nothing');
  });
  const ended = Promise.allSettled(answers);
  await expect.poll(() => asked.size, { timeout: 10_000 }).toBe(60);
  hangUp.abort();
  expect((await ended).map(({ status }) => status)).toEqual(answers.map(() => 'rejected'));
});
