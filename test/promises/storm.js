import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * Many who want a socket at once, in a thread of their own: `count` handshakes, evenly over `ms`. Tells what status each got (0: none), then keeps
 * open what was opened until it is told to leave.
 */
const { port, path, protocols, count, ms } = workerData;
const open = [];

function knock(protocol) {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => resolve(0));
    socket.on('close', () => resolve(0));
    socket.once('data', answer => {
      const status = Number(answer.toString().split(' ')[1]);
      if (status === 101) open.push(socket);
      resolve(status);
    });
    socket.write(
      [
        `GET ${path} HTTP/1.1`,
        'Host: localhost',
        'Upgrade: websocket',
        'Connection: Upgrade',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        `Sec-WebSocket-Protocol: ${protocol}`,
        '',
        '',
      ].join('\r\n'),
    );
  });
}

const begun = performance.now();
const knocks = [];
while (knocks.length < count) {
  const due = Math.min(count, Math.ceil(((performance.now() - begun) / ms) * count));
  while (knocks.length < due) knocks.push(knock(protocols[knocks.length % protocols.length]));
  await wait(5);
}
const knockedMs = performance.now() - begun;
parentPort.postMessage({ statuses: await Promise.all(knocks), knockedMs });
parentPort.once('message', () => {
  for (const socket of open) socket.destroy();
  parentPort.close();
});
