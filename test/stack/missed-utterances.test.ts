import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoMissed } from '@lex-chat/backend/adapters/dynamo/missed-utterances';
import { TABLES } from '@lex-chat/demo/stack-environment';
import { afterAll, describe, expect, it } from 'vitest';
import { useStack } from './stack.ts';
import { openVisitor } from './visitor.ts';

const HELLO = 'hello-world';

describe('where the operator wants it', () => {
  const running = useStack({ keepsMissed: true });
  let documents: DynamoDBDocumentClient | undefined;
  const missed = (now?: () => number) => {
    const credentials = { accessKeyId: 'laptop', secretAccessKey: 'laptop' };
    const client = new DynamoDBClient({ endpoint: running.stack.dynamo.url, region: 'us-east-1', credentials });
    documents ??= DynamoDBDocumentClient.from(client);
    return createDynamoMissed(documents, TABLES.missedTable, now);
  };
  afterAll(() => documents?.destroy());

  it('counts what no intent knew, without what may tell who said it, and nothing else', async () => {
    const visitor = await openVisitor(running.stack.url);
    for (const text of ['반품 되나요?', '반품 되나요', '010-1234-5678로 전화 주세요', '안녕', '홍길동'])
      expect((await visitor.call('POST', '/chat', { text })).status).toBe(200);
    const working = { text: '반품 되나요', mode: 'translate', attributes: { language: 'en' } };
    expect((await visitor.call('POST', '/chat', working)).status).toBeLessThan(500);

    const today = new Date().toISOString().slice(0, 10);
    expect(await missed().most(HELLO, 'ko_KR', 10)).toEqual([
      { utterance: '반품 되나요', asked: 2, lastOn: today },
      { utterance: '<number>로 전화 주세요', asked: 1, lastOn: today },
    ]);
    expect(await missed().most(HELLO, 'ko_KR', 1)).toHaveLength(1);
    expect(await missed().most(HELLO, 'en_US', 10)).toEqual([]);
  });

  it('forgets what nobody says any more', async () => {
    const inForty = () => Date.now() + 40 * 86_400_000;
    expect(await missed(inForty).most(HELLO, 'ko_KR', 10)).toEqual([]);
  });
});

describe('else', () => {
  const running = useStack();

  it('keeps nothing', async () => {
    const visitor = await openVisitor(running.stack.url);
    expect((await visitor.call('POST', '/chat', { text: '반품 되나요?' })).status).toBe(200);
    const tables: string[] = [];
    const stop = running.stack.dynamo.overhear(({ body }) => tables.push(body));
    expect((await visitor.call('POST', '/chat', { text: '교환 되나요?' })).status).toBe(200);
    stop();
    expect(tables.length).toBeGreaterThan(0);
    expect(tables.filter(body => body.includes(`"${TABLES.missedTable}"`))).toEqual([]);
  });
});
