import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach } from 'vitest';

/** Clients of a Lex that a test answers for. They and it are gone after the test. */
export function useAnsweredLex(): (answer: RequestListener) => Promise<LexRuntimeV2Client> {
  const closings: (() => void)[] = [];
  afterEach(() => closings.splice(0).forEach(close => close()));

  return async answer => {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = new LexRuntimeV2Client({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'local',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
      requestHandler: new NodeHttpHandler(),
    });
    closings.push(() => {
      client.destroy();
      server.closeAllConnections();
      server.close();
    });
    return client;
  };
}
