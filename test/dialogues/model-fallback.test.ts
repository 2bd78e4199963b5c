import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { LexRuntimeV2Client, RecognizeTextCommand } from '@aws-sdk/client-lex-runtime-v2';
import { banking } from '@lex-chat/backend/bots/banking';
import { withModelFallback } from '@lex-chat/backend/bots/model-fallback';
import { startLexServer, type LexServer } from '@lex-chat/demo/lex/server';
import { startModel, type Model } from '@lex-chat/demo/model/start-model';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

/** A channel that talks to Lex directly: the deployed function asks the model, over Bedrock's own wire. */

const PAGES = fileURLToPath(new URL('../../demo/site', import.meta.url));

let model: Model;
let lex: LexServer;
let client: LexRuntimeV2Client;
beforeAll(async () => {
  model = await startModel({ pages: PAGES, pace: { firstTokenMs: 1, tokensPerSecond: 5_000 } });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: model.url,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_MAX_ATTEMPTS: '1',
    ACCOUNTS_TABLE: 'accounts',
    MODEL: 'bedrock:laptop-stand-in',
    MODEL_MAX_TOKENS: '500',
  });
  const { handler } = await import('@lex-chat/backend/functions/hooks');
  const bot = withModelFallback(banking);
  const codeHook = (event: Parameters<typeof handler>[0]) => handler(event, { getRemainingTimeInMillis: () => 30_000 });
  lex = await startLexServer({ bots: [{ botId: 'BANKING', aliasId: 'LAPTOP', bot, codeHook }] });
  client = new LexRuntimeV2Client({ endpoint: lex.url, maxAttempts: 1, requestHandler: new NodeHttpHandler() });
});
afterAll(async () => {
  client.destroy();
  await Promise.all([lex.close(), model.close()]);
});

it('answers what no intent knows, whole, and remembers it', async () => {
  const { messages = [], sessionState } = await ask('교환은 어떻게 해요?');
  expect(messages.map(({ content }) => content).join('').length).toBeGreaterThan(20);
  expect(sessionState).toMatchObject({ dialogAction: { type: 'Close' }, intent: { name: 'FallbackIntent' } });
  expect(sessionState?.sessionAttributes?.['modelTurns']).toContain('교환은 어떻게 해요?');
  expect(model.requests.length).toBe(1);
});

it('leaves the model alone for our own service', async () => {
  const { messages } = await ask('교환은 어떻게 해요?', { 'lex-chat:message': 'id' });
  expect(messages).toBeUndefined();
  expect(model.requests.length).toBe(1);
});

it('has it measured how often the model turns a question away', async () => {
  await model.close();
  const busy = createServer((_, response) => {
    response
      .writeHead(429, { 'x-amzn-errortype': 'ThrottlingException', 'content-type': 'application/json' })
      .end('{}');
  });
  busy.listen(Number(new URL(model.url).port), '127.0.0.1');
  await once(busy, 'listening');
  const written = vi.spyOn(process.stdout, 'write');
  try {
    await ask('교환은 어떻게 해요?');
    expect(written.mock.calls.map(([line]) => String(line)).join('')).toMatch(/"Metrics":\[\{"Name":"Throttled"/);
  } finally {
    written.mockRestore();
    busy.closeAllConnections();
    busy.close();
    await once(busy, 'close');
  }
});

it('gives a valid answer when the model is gone', async () => {
  const { messages, sessionState } = await ask('교환은 어떻게 해요?');
  expect(messages).toEqual([
    { contentType: 'PlainText', content: '지금은 답을 드리기 어려워요. 잠시 뒤에 다시 물어봐 주세요.' },
  ]);
  expect(sessionState?.intent?.state).toBe('Failed');
});

function ask(text: string, sessionAttributes: Readonly<Record<string, string>> = {}) {
  const place = { botId: 'BANKING', botAliasId: 'LAPTOP', localeId: 'ko_KR', sessionId: 'direct' };
  return client.send(new RecognizeTextCommand({ ...place, text, sessionState: { sessionAttributes } }));
}
