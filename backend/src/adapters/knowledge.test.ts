import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import { KendraClient } from '@aws-sdk/client-kendra';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, describe, expect, it } from 'vitest';
import type { Knowledge } from '../conversation/ports.ts';
import { createBedrockKnowledge } from './bedrock-knowledge.ts';
import { createFullText, writeIndex, type Section } from './full-text.ts';
import { termsOf } from './full-text-terms.ts';
import { createKendra } from './kendra.ts';

const never = new AbortController().signal;
const find = (knowledge: Knowledge, text: string) => knowledge.find({ text, conversationId: 'shop.1' }, never);

interface Asked {
  readonly path: string;
  readonly target: string | undefined;
  readonly body: unknown;
}

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach(close => close()));

/** A service that answers everything with this, over AWS's own wire. */
async function serve(status: number, answer: object) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void text(request).then(body => {
      const target = request.headers['x-amz-target'];
      asked.push({ path: request.url ?? '', target: String(target), body: JSON.parse(body) as unknown });
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => void server.close());
  const options = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
  };
  return { asked, options };
}

describe('a Bedrock knowledge base', () => {
  it('is asked by Retrieve, and gives passages with the addresses that visitors can follow', async () => {
    const result = (text: string, location: object, metadata?: object) => ({
      content: { text },
      location,
      metadata,
      score: 0.7,
    });
    const { asked, options } = await serve(200, {
      retrievalResults: [
        result(
          '3,000원이에요.',
          { type: 'WEB', webLocation: { url: 'https://shop.example/delivery' } },
          { title: '배송' },
        ),
        result('사흘 걸려요.', { type: 'S3', s3Location: { uri: 's3://bucket/pages/delivery-time.pdf' } }),
        result('악의', { type: 'WEB', webLocation: { url: 'javascript:alert(1)' } }),
        result('  ', { type: 'S3' }),
      ],
    });
    const knowledge = createBedrockKnowledge(new BedrockAgentRuntimeClient(options), 'KB12345678');
    expect(await find(knowledge, '배송비는?')).toEqual([
      { title: '배송', url: 'https://shop.example/delivery', text: '3,000원이에요.' },
      { title: 'delivery-time.pdf', url: null, text: '사흘 걸려요.' },
      { title: '', url: null, text: '악의' },
    ]);
    expect(asked).toMatchObject([
      {
        path: '/knowledgebases/KB12345678/retrieve',
        body: {
          retrievalQuery: { text: '배송비는?' },
          retrievalConfiguration: { vectorSearchConfiguration: { numberOfResults: 4 } },
        },
      },
    ]);
  });

  it('that fails says so as what it is', async () => {
    const { options } = await serve(429, { message: 'slow down' });
    const knowledge = createBedrockKnowledge(new BedrockAgentRuntimeClient(options), 'KB12345678');
    await expect(find(knowledge, 'a')).rejects.toMatchObject({ name: 'UpstreamError', service: 'knowledge' });
  });
});

describe('an index of Kendra', () => {
  it('is asked by Retrieve, and gives passages', async () => {
    const { asked, options } = await serve(200, {
      QueryId: 'q',
      ResultItems: [
        { Id: '1', Content: '3,000원이에요.', DocumentTitle: '배송', DocumentURI: 'https://shop.example/delivery' },
        { Id: '2', Content: 'x', DocumentURI: 's3://bucket/a.pdf' },
        { Id: '3' },
      ],
    });
    expect(await find(createKendra(new KendraClient(options), 'index-1'), '배송비는?')).toEqual([
      { title: '배송', url: 'https://shop.example/delivery', text: '3,000원이에요.' },
      { title: 'a.pdf', url: null, text: 'x' },
    ]);
    expect(asked).toMatchObject([
      {
        target: 'AWSKendraFrontendService.Retrieve',
        body: { IndexId: 'index-1', QueryText: '배송비는?', PageSize: 4 },
      },
    ]);
  });

  it('that fails says so as what it is', async () => {
    const { options } = await serve(400, { __type: 'ResourceNotFoundException', message: 'no index' });
    await expect(find(createKendra(new KendraClient(options), 'i'), 'a')).rejects.toMatchObject({
      service: 'knowledge',
    });
  });
});

describe('a full-text index', () => {
  const section = (heading: string, text: string): Section => ({ page: '안내', heading, url: null, text });
  const open = (...sections: readonly Section[]) => createFullText(async () => writeIndex(sections));

  it('finds Korean words under whatever ending, and inside of longer ones', async () => {
    const knowledge = open(
      section('배송비', '육지는 3,000원, 제주는 6,000원이에요.'),
      section('여는 시간', '화요일부터 일요일까지 열어요. 월요일에는 쉬어요.'),
      section('무료배송', '30,000원부터예요.'),
    );
    const titles = async (question: string) => (await find(knowledge, question)).map(({ title }) => title);
    expect(await titles('배송비는 얼마인가요?')).toContain('안내 › 배송비');
    expect(await titles('제주도로 보내면요?')).toEqual(['안내 › 배송비']);
    expect(await titles('월요일에도 하나요?')).toEqual(['안내 › 여는 시간']);
    expect(await titles('배송이 무료인 건 언제부터예요?')).toContain('안내 › 무료배송');
    expect(await titles('비트코인 시세')).toEqual([]);
    expect(await titles('')).toEqual([]);
  });

  it('finds words of other languages by their beginning, and with a slip of the finger', async () => {
    const knowledge = open(section('Refunds', 'We refund within three days.'), section('Hours', 'Open till seven.'));
    const titles = async (question: string) => (await find(knowledge, question)).map(({ title }) => title);
    expect(await titles('When is my refund due?')).toEqual(['안내 › Refunds']);
    expect(await titles('refumds')).toEqual(['안내 › Refunds']);
  });

  it('that cannot be read is the operator’s to mend', async () => {
    const missing = createFullText(async () => {
      throw new Error('no such file');
    });
    await expect(find(missing, 'a')).rejects.toMatchObject({ service: 'knowledge', cure: 'operator' });
    const broken = createFullText(async () => '{"no":"index"}');
    await expect(find(broken, 'a')).rejects.toMatchObject({ service: 'knowledge' });
  });

  it('takes a text apart into words, and what has no spaces into pairs', () => {
    expect(termsOf('배송비는 A4용지 10장, 책')).toEqual(['배송', '송비', '비는', 'a4', '용지', '10', '장', '책']);
    expect(termsOf('東京タワー’s Café')).toEqual(['東京', '京タ', 'タワ', 'ワー', 's', 'café']);
  });
});
