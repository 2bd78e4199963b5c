import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * How long a connection is kept for a further request, in milliseconds: longer than clients keep theirs, which would otherwise ask on one that is
 * just being closed.
 */
const KEEP_ALIVE_MS = 65_000;

/** On this machine alone: the stand-ins open to whoever asks. */
export async function listen(port: number, headMs: number): Promise<Server> {
  const server = createServer({
    headersTimeout: headMs,
    connectionsCheckingInterval: headMs / 4,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

export async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** As visitors know it. */
export function urlAt(port: number): string {
  return `http://localhost:${port}`;
}

export function urlOf(server: Server): string {
  return `http://127.0.0.1:${portOf(server)}`;
}

/** Keeps what is asked of a server that listens and cannot answer yet; the function that it returns hands that on, in order, to whoever answers by then. */
export function holdRequests(server: Server): () => void {
  const held: (readonly [IncomingMessage, ServerResponse])[] = [];
  const hold = (request: IncomingMessage, response: ServerResponse) => void held.push([request, response]);
  server.on('request', hold);
  return () => {
    server.off('request', hold);
    for (const [request, response] of held) server.emit('request', request, response);
  };
}
