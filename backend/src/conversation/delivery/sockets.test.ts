import { expect, it } from 'vitest';
import { harness, heardBy } from '../fakes.ts';
import { socketReceiver } from './sockets.ts';

const PONG = { type: 'pong' } as const;

it('tells a socket nothing once its session is over, closes it and forgets it [P8.8] [R25]', async () => {
  let clock = 1_000;
  const ports = harness({ now: () => clock });
  const connected = { connectionId: 'one', open: [], at: 0, until: 2_000 };
  await ports.turns.connect('c1', connected);
  const receiver = socketReceiver('c1', connected, ports);
  expect(await receiver.post(PONG)).toBe('sent');
  clock = 2_000;
  expect(await receiver.post(PONG)).toBe('gone');
  expect(heardBy(ports, 'one')).toEqual([PONG]);
  expect(ports.gateway.closed).toEqual(new Set(['one']));
  expect((await ports.turns.read('c1')).connections).toEqual([]);
});

it('forgets a socket that is gone', async () => {
  const ports = harness();
  const connected = { connectionId: 'one', open: [], at: 0, until: Infinity };
  await ports.turns.connect('c1', connected);
  ports.gateway.gone.add('one');
  expect(await socketReceiver('c1', connected, ports).post(PONG)).toBe('gone');
  expect((await ports.turns.read('c1')).connections).toEqual([]);
});
