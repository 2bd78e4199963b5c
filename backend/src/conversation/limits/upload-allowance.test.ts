import { expect, it } from 'vitest';
import { createMemoryLedger } from '../../adapters/memory-ledger.ts';
import { createUploadAllowance } from './upload-allowance.ts';

/** An hour before midnight. */
const ELEVEN = Date.UTC(2026, 10, 21, 23);
const LIMITS = {
  visitor: { perMinute: 30, burst: 3 },
  addressMessages: 40,
  visitorUploadBytes: 1_000,
  siteUploadBytes: 1_500,
};
const one = { conversationId: 'c1', visitorId: 'v1', address: 'a1' };
const another = { conversationId: 'c2', visitorId: 'v2', address: 'a2' };

function allowance() {
  const clock = { now: ELEVEN };
  const now = () => clock.now;
  return { clock, take: createUploadAllowance(createMemoryLedger(now), LIMITS, now) };
}

it('lets a visitor attach so many files at once, and says when there is room again [R41]', async () => {
  const { take, clock } = allowance();
  for (let i = 0; i < 3; i++) expect(await take(one, 1)).toEqual({ ok: true });
  expect(await take(one, 1)).toEqual({ ok: false, retryAfterMs: 2_000 });
  expect(await take(another, 1)).toEqual({ ok: true });
  clock.now += 2_000;
  expect(await take(one, 1)).toEqual({ ok: true });
});

it('lets one address attach no more, whoever it says it is [R41]', async () => {
  const { take } = allowance();
  const taken = await Promise.all(
    Array.from({ length: 20 }, (_, i) => take({ conversationId: `c${i}`, visitorId: `v${i}`, address: 'a1' }, 1)),
  );
  expect(taken.filter(({ ok }) => ok)).toHaveLength(10);
});

it('has so many bytes a day for a visitor and for the site, all or nothing [R41]', async () => {
  const { take, clock } = allowance();
  expect(await take(one, 900)).toEqual({ ok: true });
  expect(await take(one, 101)).toEqual({ ok: false, retryAfterMs: 3_600_000 });
  expect(await take(another, 601), 'of the site').toMatchObject({ ok: false });
  expect(await take(another, 600), 'nothing was taken from the visitor for that').toEqual({ ok: true });
  clock.now += 3_600_000;
  expect(await take(one, 900)).toEqual({ ok: true });
});
