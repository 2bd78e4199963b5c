import { expect, it } from 'vitest';
import { createAdmission, type VisitorPolicy } from './admission.ts';
import { createSessionTokens } from './session-token.ts';

const DAY = 86_400_000;
let clock = 1_790_000_000_000;
const tokens = createSessionTokens(
  async () => [{ id: 'k', value: 'a'.repeat(43), since: 0 }],
  () => clock,
);
const admission = (visitors: VisitorPolicy = 'guests', revokedUntil = 0) =>
  createAdmission({ tokens, visitors, revokedUntil: async id => (id === 'c1' ? revokedUntil : 0) });
const tokenOf = async (visitorId: string, issuedAt = clock, conversationId = 'c1') =>
  (await tokens.issue({ visitorId, conversationId, locale: 'ko_KR', issuedAt })).token;

it('lets guests in where they are wanted, and only signed visitors where they are not [P8.4]', async () => {
  const [guest, signed] = [await tokenOf('guest-1'), await tokenOf('signed-1')];
  for (const token of [guest, signed]) expect(await admission('guests').admit(token)).toMatchObject({ ok: true });
  expect(await admission('signed').admit(signed)).toMatchObject({ ok: true });
  expect(await admission('signed').admit(guest)).toEqual({ ok: false, because: 'unsigned' });
  expect(await admission('signed').admitForRenewal(guest)).toEqual({ ok: false, because: 'unsigned' });
});

it('lets in nobody whose session began before it was revoked, nor renews it [P8.6] [R25]', async () => {
  const [before, after] = [await tokenOf('guest-1', clock), await tokenOf('guest-1', clock + 1)];
  const revoked = admission('guests', clock);
  for (const admit of [revoked.admit, revoked.admitForRenewal, revoked.admitGuestToMove]) {
    expect(await admit(before)).toEqual({ ok: false, because: 'invalid' });
    expect(await admit(after)).toMatchObject({ ok: true });
    expect(await admit(await tokenOf('guest-2', clock, 'c2')), 'another’s').toMatchObject({ ok: true });
  }
});

it('renews a guest’s token that has expired, unless it was revoked [P7.1]', async () => {
  const token = await tokenOf('guest-1');
  const issuedAt = clock;
  clock += 3 * DAY;
  expect(await admission().admit(token)).toEqual({ ok: false, because: 'expired' });
  expect(await admission().admitForRenewal(token)).toMatchObject({ ok: true });
  expect(await admission('guests', issuedAt).admitForRenewal(token)).toEqual({ ok: false, because: 'invalid' });
});

it('lets only a guest take along what they said, where guests are not wanted too [P8.5]', async () => {
  expect(await admission('signed').admitGuestToMove(await tokenOf('guest-1'))).toMatchObject({ ok: true });
  expect(await admission().admitGuestToMove(await tokenOf('signed-1'))).toEqual({ ok: false, because: 'invalid' });
  expect(await admission().admitGuestToMove('x.y.z')).toEqual({ ok: false, because: 'invalid' });
});

it('passes on that revocations cannot be read, and lets nobody in', async () => {
  const blind = createAdmission({ tokens, visitors: 'guests', revokedUntil: () => Promise.reject(new Error('table')) });
  await expect(blind.admit(await tokenOf('guest-1'))).rejects.toThrow('table');
});
