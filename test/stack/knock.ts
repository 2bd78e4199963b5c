import { WebSocket, type ClientOptions } from 'ws';

/** Opens a socket and closes it: the subprotocol that the service chose, or the status with which it refused. */
export function knock(url: string, protocols: string[], options: ClientOptions = {}): Promise<string> {
  return new Promise(resolve => {
    const socket = new WebSocket(url, protocols, options);
    socket.on('open', () => {
      resolve(socket.protocol);
      socket.close();
    });
    socket.on('unexpected-response', (_, response) => {
      resolve(String(response.statusCode));
      socket.terminate();
    });
    socket.on('error', error => resolve(error.message));
  });
}
