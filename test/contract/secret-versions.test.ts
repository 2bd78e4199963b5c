import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createSecretVersions } from '@lex-chat/backend/adapters/secret-versions';
import { startSecrets, type LocalSecrets } from '@lex-chat/demo/secrets';
import { afterEach, beforeEach, expect, it } from 'vitest';

const MINUTE = 60_000;
let folder: string;
let secrets: LocalSecrets;
let client: SecretsManagerClient;

const start = async () => {
  secrets = await startSecrets({ ids: ['key'], folder });
  client = new SecretsManagerClient({
    endpoint: secrets.url,
    region: 'local',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
};
const stop = async () => {
  client.destroy();
  await secrets.close();
};
const change = (value: string) => client.send(new PutSecretValueCommand({ SecretId: 'key', SecretString: value }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lex-chat-secrets-'));
  await start();
});
afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true });
});

it('gives the current value, and the former once there is one, newest first [P8.7]', async () => {
  let clock = 0;
  const read = createSecretVersions(client, 'key', () => clock);
  const [first, ...none] = await read();
  expect(none).toEqual([]);
  expect(first).toMatchObject({ value: expect.stringMatching(/^.{43}$/) as string });

  await change('a new one');
  expect(await read(), 'not asked again so soon').toEqual([first]);
  clock += 5 * MINUTE;
  expect(await read()).toMatchObject([{ value: 'a new one' }, { id: first!.id, value: first!.value }]);
  await change('a third');
  clock += 5 * MINUTE;
  expect((await read()).map(({ value }) => value)).toEqual(['a third', 'a new one']);
});

it('goes on with what it knows while Secrets Manager cannot be reached, and fails where it knows nothing', async () => {
  let clock = 0;
  const read = createSecretVersions(client, 'key', () => clock);
  const known = await read();
  await secrets.close();
  clock += 5 * MINUTE;
  expect(await read()).toEqual(known);
  await expect(createSecretVersions(client, 'key')()).rejects.toThrow('secrets did not answer');
  await start();
});

it('knows a key by the same name after a restart', async () => {
  await change('a new one');
  const before = await createSecretVersions(client, 'key')();
  await stop();
  await start();
  const after = await createSecretVersions(client, 'key')();
  expect(after.map(({ id, value }) => [id, value])).toEqual(before.map(({ id, value }) => [id, value]));
});

it('asks once, however many want to know', async () => {
  const read = createSecretVersions(client, 'key');
  const all = await Promise.all(Array.from({ length: 10 }, () => read()));
  expect(new Set(all).size).toBe(1);
  await expect(createSecretVersions(client, 'another')()).rejects.toThrow('secrets did not answer');
});
