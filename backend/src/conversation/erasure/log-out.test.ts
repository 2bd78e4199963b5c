import { expect, it } from 'vitest';
import { createMemoryStores } from '../../adapters/memory.ts';
import { fakeGateway } from '../fakes.ts';
import { logOut } from './log-out.ts';
import { UpstreamError } from '../upstream-error.ts';

const NOW = 1_790_000_000_000;

async function loggedIn() {
  const closedRows: string[] = [];
  const warnings: string[] = [];
  const ports = {
    ...createMemoryStores(() => NOW),
    gateway: fakeGateway(),
    connections: { close: async (connectionId: string) => void closedRows.push(connectionId) },
    now: () => NOW,
    warn: (event: string) => void warnings.push(event),
  };
  for (const connectionId of ['phone', 'desk'])
    await ports.turns.connect('c1', { connectionId, open: [], at: 0, until: Infinity });
  await ports.turns.connect('c2', { connectionId: 'stranger', open: [], at: 0, until: Infinity });
  return { ports, closedRows, warnings };
}

it('revokes what was issued before, and hangs up every socket of the visitor’s, and no other [P8.6] [R25]', async () => {
  const { ports, closedRows } = await loggedIn();
  await logOut('c1', ports);
  expect(await ports.revocations.revokedUntil('c1')).toBe(NOW);
  expect([...ports.gateway.closed].sort()).toEqual(['desk', 'phone']);
  expect(closedRows.sort(), 'so nothing is taken from them').toEqual(['desk', 'phone']);
  expect((await ports.turns.read('c1')).connections, 'nor told to them').toEqual([]);
  expect(await ports.revocations.revokedUntil('c2')).toBe(0);
});

it('ends a socket that cannot be closed all the same', async () => {
  const { ports, closedRows, warnings } = await loggedIn();
  ports.gateway.close = () => Promise.reject(new UpstreamError('gateway', { cause: 'throttled' }));
  await logOut('c1', ports);
  expect(closedRows).toHaveLength(2);
  expect((await ports.turns.read('c1')).connections).toEqual([]);
  expect(warnings).toEqual(['close-failed', 'close-failed']);
});
