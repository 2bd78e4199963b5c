import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { encodeEventStreamFrame, encodeEventStreamMessage } from '@copilotkit/aimock';
import { createBedrockModel } from '@lex-chat/backend/adapters/bedrock';
import { createOpenAiChat } from '@lex-chat/backend/adapters/openai-chat';
import { createOpenAiCompletions } from '@lex-chat/backend/adapters/openai-completions';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen, PROMPT } from './language-model.ts';

const ANSWER = '두 시간 걸려요.';

describe('streams of OpenAI and of servers that are compatible with it', () => {
  it.each([
    ['chat-openai', { text: ANSWER, reason: 'complete', usage: { input: 9, output: 4 } }],
    ['chat-thinking', { text: ANSWER, reason: 'complete', usage: { input: 9, output: 4 } }],
    ['chat-odd-chunks', { text: ANSWER, reason: 'complete', usage: null }],
    ['chat-without-end', { text: '두 시간', cure: 'retry' }],
    ['chat-error-inside', { text: '두 시간', cure: 'retry' }],
    ['chat-broken-chunk', { text: '두 시간', cure: 'retry' }],
    ['completions-openai', { text: ` ${ANSWER}`, reason: 'complete', usage: { input: 9, output: 4 } }],
  ] as const)('reads %s [R12]', async (file, expected) => {
    const stream = await readFile(new URL(`../fixtures/model-streams/${file}.sse`, import.meta.url));
    const url = `${await replay('text/event-stream', stream)}/v1`;
    const model = file.startsWith('chat')
      ? createOpenAiChat({ url, key: null, model: 'any', capName: 'max_tokens' })
      : createOpenAiCompletions({ url, key: null, model: 'any' });
    const { text, parts, error } = await listen(model);
    const end = parts.at(-1);
    expect({
      text,
      ...(end?.type === 'finish' && { reason: end.reason, usage: end.usage }),
      ...(error && { cure: error.cure }),
    }).toEqual(expected);
  });

  it('shows a sign of life while a model thinks, so that nobody takes it for silent', async () => {
    const stream = await readFile(new URL('../fixtures/model-streams/chat-thinking.sse', import.meta.url));
    const url = `${await replay('text/event-stream', stream)}/v1`;
    const { parts } = await listen(createOpenAiChat({ url, key: null, model: 'any', capName: 'max_tokens' }));
    expect(parts.slice(0, 2)).toEqual([
      { type: 'text', text: '' },
      { type: 'text', text: '' },
    ]);
  });
});

describe('streams of Bedrock', () => {
  const said = encodeEventStreamMessage('contentBlockDelta', { contentBlockIndex: 0, delta: { text: '두 시간' } });
  const ended = (stopReason: string) => encodeEventStreamMessage('messageStop', { stopReason });

  it.each([
    ['modelStreamErrorException', 'retry'],
    ['throttlingException', 'retry'],
    ['internalServerException', 'retry'],
    ['serviceUnavailableException', 'retry'],
    ['validationException', 'none'],
  ])('keeps what came before a %s [R12]', async (type, cure) => {
    const exception = encodeEventStreamFrame(
      { ':message-type': 'exception', ':exception-type': type, ':content-type': 'application/json' },
      Buffer.from(JSON.stringify({ message: 'what the vendor says' })),
    );
    expect(await ask(said, exception)).toMatchObject({ text: '두 시간', error: { cure } });
  });

  it('takes an answer without its end mark for one that broke off, however politely it was closed [R12]', async () => {
    expect(await ask(said)).toMatchObject({ text: '두 시간', error: { cure: 'retry' } });
  });

  it('takes a frame that was damaged on the way for a break [R12]', async () => {
    const damaged = Buffer.from(ended('end_turn'));
    damaged[damaged.length - 6]! ^= 1;
    expect(await ask(said, damaged)).toMatchObject({ text: '두 시간', error: { cure: 'retry' } });
  });

  it.each([
    ['end_turn', 'complete'],
    ['max_tokens', 'length'],
    ['guardrail_intervened', 'filtered'],
    ['content_filtered', 'filtered'],
    ['a_reason_of_next_year', 'complete'],
  ])('tells the end %s as %s', async (stopReason, reason) => {
    const usage = encodeEventStreamMessage('metadata', { usage: { inputTokens: 9, outputTokens: 4, totalTokens: 13 } });
    const { parts } = await ask(said, ended(stopReason), usage);
    expect(parts.at(-1)).toEqual({ type: 'finish', reason, usage: { input: 9, output: 4 } });
  });

  it('answers under the guardrail that the operator chose, which judges before it shows', async () => {
    const asked: string[] = [];
    await ask(asked, said, ended('end_turn'));
    expect(JSON.parse(asked[0]!)).toMatchObject({
      guardrailConfig: { guardrailIdentifier: 'g1', guardrailVersion: '3', streamProcessingMode: 'sync' },
      inferenceConfig: { maxTokens: PROMPT.maxTokens },
    });
  });

  async function ask(...given: readonly (Buffer | string[])[]) {
    const frames = given.filter(one => Buffer.isBuffer(one));
    const asked = given.find(one => Array.isArray(one)) ?? [];
    const client = new BedrockRuntimeClient({
      endpoint: await replay('application/vnd.amazon.eventstream', Buffer.concat(frames), asked),
      region: 'local',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
      requestHandler: new NodeHttpHandler(),
    });
    return listen(createBedrockModel(client, { modelId: 'any', guardrail: { id: 'g1', version: '3' } }));
  }
});

/** A server that answers everything with these bytes, three at a time, and tells what it was asked. */
async function replay(contentType: string, bytes: Buffer, asked: string[] = []): Promise<string> {
  const server = createServer((request, response) => {
    const i = asked.push('') - 1;
    request.on('data', (chunk: Buffer) => (asked[i] = `${asked[i]!}${chunk.toString()}`));
    request.on('end', () => {
      response.writeHead(200, { 'Content-Type': contentType });
      for (let start = 0; start < bytes.length; start += 3) response.write(bytes.subarray(start, start + 3));
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
