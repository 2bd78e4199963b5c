import { S3Client } from '@aws-sdk/client-s3';
import { createS3Files } from '@lex-chat/backend/adapters/s3-files';
import { startS3, type LocalS3 } from '@lex-chat/demo/s3/server';
import { createApp } from '@lex-chat/infra/lib/fixtures/app-fixture';
import { removeOutdirs } from '@lex-chat/infra/lib/fixtures/outdirs-fixture';
import { VisitorFiles } from '@lex-chat/infra/lib/visitor-files';
import { Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringFile } from '../stack/bring-file.ts';

const KEY = { conversationId: 'c', uploadId: 'u' };
const FILE = { name: 'a.csv', mediaType: 'text/csv', size: 4 };
const BYTES = new TextEncoder().encode('a\n1\n');

/** As the role of a function has them. */
const TEMPORARY = { accessKeyId: 'ASIAKEY', secretAccessKey: 'secret', sessionToken: 'IQoJ/token+of=role' };

describe('a form that is signed with the temporary keys of a role', () => {
  let s3: LocalS3;
  beforeAll(async () => {
    s3 = await startS3({ bucket: 'files', folder: null, origins: [], secret: TEMPORARY.secretAccessKey });
  });
  afterAll(() => s3.close());

  const offer = () => {
    const client = new S3Client({ endpoint: s3.url, region: 'local', credentials: TEMPORARY });
    return createS3Files(client, 'files').offer(KEY, FILE);
  };

  it('names their token, and signs it as a condition', async () => {
    const { fields } = await offer();
    expect(fields['X-Amz-Security-Token']).toBe(TEMPORARY.sessionToken);
    const policy = Buffer.from(fields['Policy']!, 'base64').toString();
    expect((JSON.parse(policy) as { conditions: unknown[] }).conditions).toContainEqual({
      'X-Amz-Security-Token': TEMPORARY.sessionToken,
    });
  });

  it('is taken as it is, and not with another token', async () => {
    const form = await offer();
    const changed = { ...form, fields: { ...form.fields, 'X-Amz-Security-Token': 'another' } };
    expect((await bringFile(changed, BYTES)).status).toBe(403);
    expect((await bringFile(form, BYTES)).status).toBe(204);
  });
});

describe('where a form is sent', () => {
  afterAll(removeOutdirs);

  for (const region of ['ap-northeast-2', 'us-east-1', 'eu-central-1'])
    it(`is what pages list in their policy, in ${region}`, async () => {
      const stack = new Stack(createApp(), 'LexChat', { env: { account: '123456789012', region } });
      const { bucketName, origin } = new VisitorFiles(stack, 'VisitorFiles');
      // What CloudFormation fills in.
      const known = (value: string) => {
        const resolved = stack.resolve(value) as string | { 'Fn::Join': [string, (string | object)[]] };
        if (typeof resolved === 'string') return resolved;
        return resolved['Fn::Join'][1].map(part => (typeof part === 'string' ? part : 'amazonaws.com')).join('');
      };
      const client = new S3Client({ region, credentials: TEMPORARY });
      const { url } = await createS3Files(client, known(bucketName)).offer(KEY, FILE);
      expect(new URL(url).origin).toBe(known(origin));
    });
});
