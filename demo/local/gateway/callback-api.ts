import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connection, Connections } from './connections.ts';
import { isSigned } from './is-signed.ts';
import { readBody } from './read-body.ts';
import { sendAwsError, sendJson } from './send-json.ts';
import { ACCOUNT_REQUESTS, createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** `@connections` over HTTP: how functions speak to open sockets. */
export interface CallbackApi {
  /** Whether a path is one of this API's. */
  serves(path: string): boolean;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface CallbackApiOptions {
  readonly connections: Connections;
  readonly stage: string;
  /** The account's requests, to be shared with REST and sockets. */
  readonly requests?: TokenBucket;
}

/** Largest post, in bytes. */
const POST_MAX_BYTES = 131_072;

/** Each post answers for itself: of two at the same time either may arrive first. */
export function createCallbackApi(options: CallbackApiOptions): CallbackApi {
  const { connections, stage, requests = createTokenBucket(ACCOUNT_REQUESTS) } = options;
  return {
    serves: path => connectionIdIn(path, stage) !== undefined,
    answer: async (request, response) => {
      response.setHeader('x-amzn-requestid', randomUUID());
      const [path = ''] = (request.url ?? '').split('?', 1);
      const id = connectionIdIn(path, stage);
      if (id === undefined || !isSigned(request, 'execute-api')) {
        const body = { message: id === undefined ? 'Forbidden' : 'Missing Authentication Token' };
        return sendAwsError(response, 403, 'ForbiddenException', body);
      }
      if (!requests.take()) return refuse(id, response, 429, 'LimitExceededException');
      const { method } = request;
      if (method === 'POST') return post(id, request, response);
      if (method === 'GET')
        return withConnection(id, response, connection => sendJson(response, 200, described(connection)));
      if (method === 'DELETE') {
        return withConnection(id, response, connection => {
          connection.close(1000, 'Connection Closed Normally');
          sendJson(response, 204, undefined);
        });
      }
      return refuse(id, response, 403, 'ForbiddenException');
    },
  };

  async function post(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, POST_MAX_BYTES);
    if (!body.ok) return refuse(id, response, 413, 'PayloadTooLargeException');
    return withConnection(id, response, connection => {
      switch (connection.post(body.bytes.toString())) {
        case 'posted':
          connections.countPost(id, body.bytes.length);
          return sendJson(response, 200, undefined);
        case 'full':
          return refuse(id, response, 429, 'LimitExceededException');
        case 'gone':
          return refuse(id, response, 410, 'GoneException');
      }
    });
  }

  function withConnection(id: string, response: ServerResponse, act: (connection: Connection) => void): void {
    const connection = connections.find(id);
    if (connection) act(connection);
    else refuse(id, response, 410, 'GoneException');
  }

  function refuse(id: string, response: ServerResponse, status: number, name: string): void {
    connections.countRefusal(id);
    sendAwsError(response, status, name, undefined);
  }
}

/** The SDK percent-encodes the id, and may do so with the `@`. */
function connectionIdIn(path: string, stage: string): string | undefined {
  try {
    const [, first, second, id, ...rest] = path.split('/').map(decodeURIComponent);
    return first === stage && second === '@connections' && id && rest.length === 0 ? id : undefined;
  } catch {
    // Malformed percent-encoding names no connection.
    return undefined;
  }
}

function described({ connectedAt, lastActiveAt, identity }: Connection) {
  return { connectedAt: connectedAt.toISOString(), lastActiveAt: lastActiveAt().toISOString(), identity };
}
