import { expect, it } from 'vitest';
import { accept } from './accept.ts';
import { harness, modelSaying, newMessage, run, unhurried } from './fakes.ts';
import type { Rates } from './limits/rates.ts';

const sender = { address: 'address-1' };
const one = { perMinute: 1, burst: 1 };

/** Lets nobody of this address pass any more. */
const closed: Rates = { ...unhurried, message: async () => ({ ok: false, retryAfterMs: 7_000 }) };

it('stores nothing of a message that is one too many, and says when to come again [R41] [P9.1]', async () => {
  const ports = harness({ rates: { ...unhurried, visitor: one } });
  await accept('c1', newMessage(), sender, ports);
  const second = newMessage();
  expect(await accept('c1', second, sender, ports)).toEqual({ state: 'too-many', retryAfterMs: 60_000 });
  expect(await ports.history.find('c1', second.id)).toBeUndefined();

  const ofAddress = newMessage();
  expect(await accept('c2', ofAddress, sender, { ...ports, rates: closed })).toEqual({
    state: 'too-many',
    retryAfterMs: 7_000,
  });
  expect(await ports.history.find('c2', ofAddress.id)).toBeUndefined();
});

it('tells whoever sends a message again what became of it, however many they have sent [P9.1] [P3.5]', async () => {
  for (const rates of [closed, { ...unhurried, visitor: one }]) {
    const ports = harness({ rates: { ...unhurried, visitor: one } });
    const message = newMessage();
    await accept('c1', message, sender, ports);
    expect(await accept('c1', message, sender, { ...ports, rates })).toMatchObject({ state: 'open' });
    await run(ports, message.id);
    expect(await accept('c1', message, sender, { ...ports, rates })).toMatchObject({ state: 'answered' });
  }
});

it('answers nothing afresh for somebody who has sent too many [P9.1]', async () => {
  const ports = harness({ rates: { ...unhurried, visitor: one }, model: modelSaying('반쯤', new Error('cut')) });
  const message = newMessage();
  await accept('c1', message, sender, ports);
  await run(ports, message.id);
  expect(await accept('c1', message, sender, ports)).toEqual({ state: 'too-many', retryAfterMs: 60_000 });
  expect((await ports.turns.read('c1')).again).toEqual([]);
});
