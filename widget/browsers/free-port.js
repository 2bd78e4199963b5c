import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that nobody listens on: several browsers that are tested at once would all begin to look at the same one. */
export async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
