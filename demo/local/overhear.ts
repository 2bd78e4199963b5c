import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** What a stand-in was asked, before it has read it itself. */
export interface Overheard {
  readonly method: string;
  readonly path: string;
  /** The operation, of those services that name it in a header (`x-amz-target`), or nothing. */
  readonly operation: string;
  /** The id of the key that signed it, or nothing: of a function of the laptop, its name. */
  readonly accessKeyId: string;
  readonly body: string;
}

/** Calls `listen` with each piece of the answer to a request that is written before its end, as it is sent. */
export type OnSent = (listen: (piece: Buffer) => void) => void;

/** Calls `hear` for each request from now on, until what it returns is called. */
export type Overhear = (hear: (request: Overheard, onSent: OnSent) => void) => () => void;

/** Lets tests hear what `server` is asked. Nothing is kept, and no body is read while nobody listens. */
export function overhearing(server: Server): Overhear {
  const listeners = new Set<Parameters<Overhear>[0]>();
  // First of all: whoever listens later to a body that flows already misses its beginning.
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    if (listeners.size === 0) return;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const { method = '', url: path = '', headers } = request;
      const operation = String(headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1)!;
      const accessKeyId = /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
      const overheard = { method, path, operation, accessKeyId, body: Buffer.concat(chunks).toString() };
      for (const hear of listeners) hear(overheard, listen => tap(response, listen));
    });
  });
  return hear => {
    listeners.add(hear);
    return () => void listeners.delete(hear);
  };
}

function tap(response: ServerResponse, listen: (piece: Buffer) => void): void {
  const write = response.write.bind(response) as (...given: unknown[]) => boolean;
  response.write = (piece: string | Uint8Array, ...rest: unknown[]) => {
    listen(Buffer.from(piece as string));
    return write(piece, ...rest);
  };
}
