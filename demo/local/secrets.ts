import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

export interface LocalSecrets {
  readonly url: string;
  /** The value that a secret has now. */
  current(id: string): string;
  close(): Promise<void>;
}

export interface SecretsOptions {
  /** The secrets there are: random keys to begin with. */
  readonly ids: readonly string[];
  /** Secrets whose values others have made, and keep. @default - none */
  readonly given?: Readonly<Record<string, string>>;
  /** Where they are kept, in files that only their owner reads; null keeps them in memory. */
  readonly folder: string | null;
}

interface Version {
  readonly value: string;
  readonly since: Date;
}

/** By AWS's names of the stages. */
type Secret = { readonly AWSCURRENT: Version; readonly AWSPREVIOUS?: Version | undefined };

/** Secrets Manager on this machine: GetSecretValue, and PutSecretValue for whoever changes a secret. */
export async function startSecrets({ ids, given = {}, folder }: SecretsOptions): Promise<LocalSecrets> {
  const secrets = new Map<string, Secret>();
  for (const id of ids) secrets.set(id, await read(folder && join(folder, id)));
  for (const [id, value] of Object.entries(given)) secrets.set(id, { AWSCURRENT: { value, since: new Date() } });

  const answer = async (operation: string, asked: Readonly<Record<string, unknown>>): Promise<object> => {
    const id = String(asked['SecretId']);
    const secret = secrets.get(id);
    if (operation === 'PutSecretValue' && secret && typeof asked['SecretString'] === 'string') {
      const version = { value: asked['SecretString'], since: new Date() };
      secrets.set(id, { AWSCURRENT: version, AWSPREVIOUS: secret.AWSCURRENT });
      if (folder !== null && !(id in given)) await keep(join(folder, id), version.value);
      return { Name: id, VersionId: versionId(version) };
    }
    const stage = asked['VersionStage'] ?? 'AWSCURRENT';
    const version = stage === 'AWSCURRENT' || stage === 'AWSPREVIOUS' ? secret?.[stage] : undefined;
    if (operation !== 'GetSecretValue' || !version) throw new Error('ResourceNotFoundException');
    return {
      Name: id,
      SecretString: version.value,
      VersionId: versionId(version),
      CreatedDate: version.since.getTime() / 1_000,
    };
  };

  const server = createServer((request, response) => {
    const operation = String(request.headers['x-amz-target']).replace('secretsmanager.', '');
    const send = (status: number, body: object) => {
      response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    };
    json(request)
      .then(asked => answer(operation, asked as Readonly<Record<string, unknown>>))
      .then(
        body => send(200, body),
        () => send(400, { __type: 'ResourceNotFoundException', message: 'Secrets Manager can’t find that.' }),
      );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    current(id) {
      const secret = secrets.get(id);
      if (!secret) throw new Error(`there is no secret ${id}`);
      return secret.AWSCURRENT.value;
    },
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** A version is known by its value, so its id is the same after a restart. */
function versionId({ value }: Version): string {
  const digits = createHash('sha256').update(`version of ${value}`).digest('hex');
  return digits.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

async function read(file: string | null): Promise<Secret> {
  const fresh = randomBytes(32).toString('base64url');
  if (file === null) return { AWSCURRENT: { value: fresh, since: new Date() } };
  if (!existsSync(file)) await keep(file, fresh);
  return {
    AWSCURRENT: await versionIn(file),
    AWSPREVIOUS: existsSync(former(file)) ? await versionIn(former(file)) : undefined,
  };
}

async function versionIn(file: string): Promise<Version> {
  return { value: await readFile(file, 'utf8'), since: (await stat(file)).mtime };
}

async function keep(file: string, value: string): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true });
  if (existsSync(file)) await rename(file, former(file));
  await writeFile(file, value, { mode: 0o600 });
}

function former(file: string): string {
  return `${file}.previous`;
}
