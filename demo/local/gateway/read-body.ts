import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly reason: 'too-long' | 'too-slow' | 'gone' };

/** How long a sender may take over a body, in milliseconds. */
const SLOWEST_MS = 30_000;

/** How long what comes after a refusal is still read and dropped, so that the sender gets to see the refusal, in milliseconds. */
const LINGER_MS = 5_000;

/** Reads a request's body, of which no more than `maxBytes` are ever held. Never throws. */
export async function readBody(request: IncomingMessage, maxBytes: number, slowestMs = SLOWEST_MS): Promise<Body> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let length = 0;
    const refuse = (reason: 'too-long' | 'too-slow' | 'gone') => {
      chunks.length = 0;
      settle({ ok: false, reason });
      const linger = setTimeout(() => request.destroy(), LINGER_MS);
      request.once('close', () => clearTimeout(linger));
    };
    const settle = (body: Body) => {
      clearTimeout(timer);
      request.removeListener('data', take).removeListener('end', finish).removeListener('close', leave);
      // Whatever else comes is dropped; without a reader it would block the connection.
      request.resume();
      resolve(body);
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) refuse('too-long');
      else chunks.push(chunk);
    };
    const finish = () => settle({ ok: true, bytes: Buffer.concat(chunks) });
    const leave = () => settle({ ok: false, reason: 'gone' });

    const timer = setTimeout(() => refuse('too-slow'), slowestMs);
    request.on('error', () => {});
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) return refuse('too-long');
    request.on('data', take).once('end', finish).once('close', leave);
  });
}
