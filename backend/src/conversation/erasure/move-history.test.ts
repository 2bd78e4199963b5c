import { expect, it } from 'vitest';
import { createMemoryStores } from '../../adapters/memory.ts';
import { accept } from '../accept.ts';
import { harness, modelSaying, newMessage, run, say } from '../fakes.ts';
import { moveHistory } from './move-history.ts';

const to = { conversationId: 'c2', visitorId: 'signed-1' };
const ends = { connections: { close: async () => undefined }, revocations: createMemoryStores().revocations };

it('loses no message that is sent while all moves: it is not accepted [P8.5]', async () => {
  const ports = { ...harness(), ...ends };
  await say(ports, 'c1');
  const { copy } = ports.history;
  const late = newMessage();
  let accepted: Awaited<ReturnType<typeof accept>> | undefined;
  ports.history.copy = async (...given) => {
    await copy(...given);
    accepted = await accept('c1', late, { address: 'address-1' }, ports);
  };
  await moveHistory('c1', to, ports);
  expect(accepted, 'to be sent again').toMatchObject({ state: 'too-many' });
  expect((await ports.history.page('c2', 10)).entries).toHaveLength(1);
});

it('lets no reply be stored between copying and deleting, and its message be sent again', async () => {
  let goOn = () => {};
  const held = new Promise<void>(resolve => (goOn = resolve));
  const ports = { ...harness({ model: modelSaying(held, '이틀이요.') }), ...ends };
  const { id } = await say(ports, 'c1');
  const answering = run(ports, id);
  await expect.poll(async () => (await ports.turns.read('c1')).leaseUntil).not.toBeNull();
  const { copy } = ports.history;
  ports.history.copy = async (...given) => {
    await copy(...given);
    goOn();
    await answering;
    expect((await ports.history.find('c1', id))?.reply).toBeNull();
  };
  await moveHistory('c1', to, ports);
  expect(await ports.history.find('c2', id)).toMatchObject({ message: { failure: 'unavailable' }, reply: null });
});
