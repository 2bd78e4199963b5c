import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { json } from 'node:stream/consumers';

export interface LocalSecrets {
  readonly url: string;
  close(): Promise<void>;
}

/** Secrets Manager's GetSecretValue on this machine, for the one secret there is: a random key, kept in a file that only its owner reads. */
export async function startSecrets({
  secretId,
  file,
}: {
  readonly secretId: string;
  readonly file: string | null;
}): Promise<LocalSecrets> {
  const secret = file === null ? newKey() : await keyIn(file);
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    };
    if (request.headers['x-amz-target'] !== 'secretsmanager.GetSecretValue')
      return answer(400, { __type: 'UnknownOperationException' });
    json(request).then(
      asked => {
        if ((asked as { SecretId?: unknown }).SecretId === secretId)
          answer(200, { Name: secretId, SecretString: secret });
        else
          answer(400, {
            __type: 'ResourceNotFoundException',
            message: 'Secrets Manager can’t find the specified secret.',
          });
      },
      () => answer(400, { __type: 'SerializationException' }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function newKey(): string {
  return randomBytes(32).toString('base64url');
}

async function keyIn(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // The first start: there is no file yet.
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, newKey(), { mode: 0o600 });
    return readFile(file, 'utf8');
  }
}
