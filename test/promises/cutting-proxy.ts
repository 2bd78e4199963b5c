import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Which end learns that the line is cut. The other one goes on as if it were open: half-open. */
export type Cut = 'both' | 'client' | 'service';

export interface CuttingProxy {
  readonly port: number;
  /** Cuts the next line that is opened once so many bytes have come back through it, the last of them in the middle of whatever it is. */
  cutNext(afterBytes: number, cut: Cut, onCut: () => void): void;
  close(): Promise<void>;
}

/** A line between clients and the service at `port` of this machine, which can be cut at any byte. */
export async function startCuttingProxy(port: number): Promise<CuttingProxy> {
  const ends = new Set<Socket>();
  const orders: { readonly afterBytes: number; readonly cut: Cut; readonly onCut: () => void }[] = [];
  const server = createServer(client => {
    const order = orders.shift();
    const service = connect(port, '127.0.0.1');
    for (const end of [client, service]) {
      ends.add(end);
      end.on('error', () => {}).once('close', () => ends.delete(end));
    }
    let left = order?.afterBytes ?? Infinity;
    client.pipe(service);
    client.once('close', () => left > 0 && service.destroy());
    service.once('close', () => left > 0 && client.destroy());
    service.on('data', (bytes: Buffer) => {
      if (left <= 0) return;
      client.write(bytes.subarray(0, Math.min(left, bytes.length)));
      left -= bytes.length;
      if (left > 0 || !order) return;
      client.unpipe(service);
      if (order.cut !== 'service') client.destroy();
      if (order.cut !== 'client') service.destroy();
      order.onCut();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cutNext: (afterBytes, cut, onCut) => void orders.push({ afterBytes, cut, onCut }),
    async close() {
      for (const end of ends) end.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
