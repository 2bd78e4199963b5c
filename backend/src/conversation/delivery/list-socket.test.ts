import { expect, it } from 'vitest';
import { harness } from '../fakes.ts';
import { listSocket, SOCKETS_MAX } from './list-socket.ts';

it('keeps the ten sockets that came or resumed last, and hangs up the others [P5.7]', async () => {
  const closedRows = new Set<string>();
  const ports = {
    ...harness(),
    connections: { close: async (connectionId: string) => void closedRows.add(connectionId) },
  };
  const open = (connectionId: string, at: number) =>
    listSocket('c1', { connectionId, open: [], at, until: Infinity }, ports);
  const listed = async () => (await ports.turns.read('c1')).connections.map(({ connectionId }) => connectionId);
  for (let i = 0; i < SOCKETS_MAX; i++) await open(`s${i}`, i);
  await ports.turns.connect('c1', { connectionId: 's0', open: [], at: 100, until: Infinity });
  expect([...ports.gateway.closed], 'so many may be').toEqual([]);
  await Promise.all([open('late', 50), open('later', 51)]);
  expect([...ports.gateway.closed].sort(), 's0 has resumed').toEqual(['s1', 's2']);
  expect([...closedRows].sort()).toEqual(['s1', 's2']);
  expect((await listed()).sort()).toEqual(['late', 'later', 's0', 's3', 's4', 's5', 's6', 's7', 's8', 's9']);
  await open('by a slow clock', 0);
  expect(await listed(), 'a socket does not end by opening').toContain('by a slow clock');
});
