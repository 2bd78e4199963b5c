import { S3Client } from '@aws-sdk/client-s3';
import { createMemoryFiles } from '@lex-chat/backend/adapters/memory-files';
import { createS3Files } from '@lex-chat/backend/adapters/s3-files';
import { startS3, type LocalS3 } from '@lex-chat/demo/s3/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bringFile } from '../stack/bring-file.ts';
import { describeFileStore } from './file-store.ts';

let s3: LocalS3;
let client: S3Client;
let clock: () => number = Date.now;

beforeAll(async () => {
  s3 = await startS3({ bucket: 'files', folder: null, origins: [], secret: 'secret', now: () => clock() });
  client = clientOf(s3.url, 'secret');
});
afterAll(() => s3.close());

function clientOf(endpoint: string, secretAccessKey: string): S3Client {
  return new S3Client({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'key', secretAccessKey },
    maxAttempts: 1,
  });
}

describeFileStore('memory', async now => {
  const files = createMemoryFiles(now);
  return { files, bring: ({ fields }, bytes) => files.bring(fields, bytes) };
});
describeFileStore('S3', async now => {
  clock = now;
  return {
    files: createS3Files(client, 'files', now),
    bring: async (form, bytes) => ((await bringFile(form, bytes)).ok ? 'taken' : 'refused'),
  };
});

it('copies what one conversation keeps with the days that are left of it, by which S3 deletes it', async () => {
  const started = Date.now();
  let later = 0;
  clock = () => started + later;
  const files = createS3Files(client, 'files', clock);
  const attachment = { id: 'u', name: 'a.csv', type: 'csv', size: 4 };
  await files.keep({ conversationId: 'guest', uploadId: 'u' }, { attachment, bytes: new Uint8Array([65]) });
  for (const [days, left] of [
    [0, 31],
    [0.9, 31],
    [12.5, 19],
    [30.9, 1],
    [40, 1],
  ] as const) {
    later = days * 86_400_000;
    await files.copy('guest', 'known');
    expect(s3.taggingOf('kept/known/u'), String(days)).toBe(`days-left=${left}`);
  }
  clock = Date.now;
});

it('takes no form that was signed with another key, or changed since', async () => {
  clock = Date.now;
  const key = { conversationId: 'c', uploadId: 'u' };
  const file = { name: 'a.csv', mediaType: 'text/csv', size: 4 };
  const bytes = new TextEncoder().encode('a\n1\n');
  const form = await createS3Files(client, 'files').offer(key, file);
  const { Policy: policy } = form.fields;
  const changed = Buffer.from(policy!, 'base64').toString().replace(',4,4', ',0,9');
  const forged = { ...form, fields: { ...form.fields, Policy: Buffer.from(changed).toString('base64') } };
  const foreign = await createS3Files(clientOf(s3.url, 'other'), 'files').offer(key, file);
  for (const refused of [forged, foreign]) {
    const answer = await bringFile(refused, bytes);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
  }
  // Not even what would do no harm: nothing is taken that the policy does not name.
  const more = await bringFile({ ...form, fields: { ...form.fields, 'x-amz-acl': 'public-read' } }, bytes);
  expect(await more.text()).toContain('Extra input fields: x-amz-acl');
  expect((await bringFile(form, bytes)).status).toBe(204);
});

it('fails as a service does that cannot be reached, or refuses', async () => {
  const key = { conversationId: 'c', uploadId: 'u' };
  for (const files of [
    createS3Files(clientOf('http://127.0.0.1:9', 'a'), 'files'),
    createS3Files(client, 'no-such-bucket'),
  ]) {
    await expect(files.read(key)).rejects.toMatchObject({ name: 'UpstreamError', service: 'uploads' });
    await expect(files.erase('c')).rejects.toMatchObject({ name: 'UpstreamError', service: 'uploads' });
  }
});

it('is open to nobody without a key', async () => {
  await createS3Files(client, 'files').keep(
    { conversationId: 'c', uploadId: 'u' },
    { attachment: { id: 'u', name: 'a.csv', type: 'csv', size: 4 }, bytes: new Uint8Array([65]) },
  );
  expect(s3.keys()).toContain('kept/c/u');
  for (const [method, path] of [
    ['GET', 'kept/c/u'],
    ['GET', '?list-type=2'],
    ['PUT', 'kept/c/u'],
    ['DELETE', 'kept/c/u'],
  ] as const)
    expect((await fetch(`${s3.url}/files/${path}`, { method })).status, `${method} ${path}`).toBe(403);
});
