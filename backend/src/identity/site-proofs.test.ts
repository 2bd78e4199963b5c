import { createHmac } from 'node:crypto';
import type { VisitorToken } from '@lex-chat/protocol';
import fc from 'fast-check';
import { base64url, SignJWT, UnsecuredJWT } from 'jose';
import { expect, it } from 'vitest';
import { createSiteProofs } from './site-proofs.ts';
import { isInspecting, isSigned } from './visitor.ts';

const SITE = 'shop';
const KEYS = ['a', 'b'].map(letter => ({ id: letter, value: letter.repeat(43), since: 0 }));
const NOW = 1_790_000_000_000;
const SECONDS = NOW / 1_000;
const proofs = createSiteProofs(
  SITE,
  async () => KEYS,
  () => NOW,
);

const jwt = (
  claims: Readonly<Record<string, unknown>> = {},
  { alg = 'HS256', secret = KEYS[0]!.value, header = {} } = {},
) =>
  new SignJWT({ aud: SITE, sub: 'user-1', exp: SECONDS + 600, ...claims })
    .setProtectedHeader({ alg, ...header })
    .sign(new TextEncoder().encode(secret));
const hmac = (text: string, secret = KEYS[0]!.value, algorithm = 'sha256') =>
  createHmac(algorithm, secret).update(text).digest('hex');
const pair = (visitorId = 'user-1', expiresAt = NOW + 600_000, site = SITE) => ({
  visitorId,
  expiresAt,
  hmac: hmac(`${site}\n${visitorId}\n${expiresAt}`),
});

it('knows a site’s user by either proof, as the same visitor with the same conversation [P8.3] [R23]', async () => {
  const byToken = await proofs.verify(await jwt({ name: '민수' }));
  const byHmac = await proofs.verify(pair());
  if (!byToken.ok || !byHmac.ok) throw new Error('expected both proofs to hold');
  expect(byToken.visitor).toEqual({ ...byHmac.visitor, name: '민수' });
  expect(isSigned(byToken.visitor.visitorId)).toBe(true);
  expect(byToken.visitor.conversationId).toMatch(/^[0-9a-f]{32}$/);
});

it('tells users and sites apart', async () => {
  const other = createSiteProofs(
    'other',
    async () => KEYS,
    () => NOW,
  );
  const seen = await Promise.all([
    proofs.verify(pair('user-1')),
    proofs.verify(pair('user-2')),
    other.verify(pair('user-1', NOW + 1, 'other')),
  ]);
  const ids = seen.map(proved => (proved.ok ? [proved.visitor.visitorId, proved.visitor.conversationId] : []));
  expect(new Set(ids.flat()).size).toBe(6);
});

it('knows a developer by what the site signed, as another visitor with another conversation [P8.10]', async () => {
  const as = async (proof: VisitorToken) => {
    const proved = await proofs.verify(proof);
    return proved.ok ? proved.visitor : undefined;
  };
  const user = await as(await jwt());
  const developer = await as(await jwt({ inspect: true }));
  expect(isInspecting(developer!.visitorId)).toBe(true);
  expect(isSigned(developer!.visitorId)).toBe(true);
  expect(developer!.visitorId).not.toBe(user!.visitorId);
  expect(developer!.conversationId).not.toBe(user!.conversationId);
  for (const inspect of ['true', 1, {}, null, false])
    expect(await as(await jwt({ inspect })), JSON.stringify(inspect)).toEqual(user);
  // No name that a user could have makes a developer of them, nor does the other form of proof.
  for (const visitorId of ['inspecting-', 'signed-inspecting-1']) {
    expect(isInspecting((await as(pair(visitorId)))!.visitorId)).toBe(false);
    expect(isInspecting((await as(await jwt({ sub: visitorId })))!.visitorId)).toBe(false);
  }
  expect(await as({ ...pair(), inspect: true } as VisitorToken)).toEqual(user);
});

it('takes proofs of the current and of the former secret [P8.7]', async () => {
  for (const { value: secret } of KEYS)
    expect(await proofs.verify(await jwt({}, { secret }))).toMatchObject({ ok: true });
  expect(
    await proofs.verify({ ...pair(), hmac: hmac(`shop\nuser-1\n${NOW + 600_000}`, KEYS[1]!.value) }),
  ).toMatchObject({
    ok: true,
  });
});

it('says of a genuine proof that it is over', async () => {
  for (const proof of [await jwt({ exp: SECONDS }), pair('user-1', NOW)])
    expect(await proofs.verify(proof)).toEqual({ ok: false, because: 'expired' });
});

it('takes no proof that the site did not make for it [P8.3] [R22] [R23]', async () => {
  const genuine = await jwt();
  const [header = '', payload = '', signature = ''] = genuine.split('.');
  const good = pair();
  const encoded = (head: object) => base64url.encode(JSON.stringify(head));
  const unsigned = new UnsecuredJWT({})
    .setAudience(SITE)
    .setSubject('user-1')
    .setExpirationTime(SECONDS + 60)
    .encode();
  const forged: Readonly<Record<string, VisitorToken>> = {
    'alg none': unsigned,
    'alg nOnE, our signature': `${encoded({ alg: 'nOnE' })}.${payload}.${signature}`,
    HS512: await jwt({}, { alg: 'HS512', secret: KEYS[0]!.value.repeat(2) }),
    'RS256, signed with the secret': `${encoded({ alg: 'RS256' })}.${payload}.${signature}`,
    'another secret': await jwt({}, { secret: 'c'.repeat(43) }),
    'a key in the header': await jwt(
      {},
      { secret: 'c'.repeat(43), header: { jwk: { kty: 'oct', k: 'Y2Nj' }, kid: 'a' } },
    ),
    'a critical header': `${encoded({ alg: 'HS256', crit: ['x'], x: 1 })}.${payload}.${signature}`,
    'no signature': `${header}.${payload}.`,
    'cut signature': genuine.slice(0, -2),
    'other payload': `${header}.${encoded({ aud: SITE, sub: 'user-2', exp: SECONDS + 600 })}.${signature}`,
    'six parts': `${genuine}.${genuine}`,
    'another audience': await jwt({ aud: 'other' }),
    'no audience': await jwt({ aud: undefined }),
    'a session token’s audience': await jwt({ aud: 'lex-chat', iss: 'lex-chat' }),
    'no subject': await jwt({ sub: undefined }),
    'empty subject': await jwt({ sub: '' }),
    'subject with a line break': await jwt({ sub: 'user-1\n9' }),
    'subject of another type': await jwt({ sub: 7 }),
    'long subject': await jwt({ sub: 'x'.repeat(257) }),
    'no expiry': await jwt({ exp: undefined }),
    'expiry of another type': await jwt({ exp: '2099' }),
    'good for ever': await jwt({ exp: SECONDS + 10 * 365 * 86_400 }),
    'not yet valid': await jwt({ nbf: SECONDS + 60 }),
    nonsense: 'a.b.c',
    'another visitor': { ...good, visitorId: 'user-2' },
    'another end': { ...good, expiresAt: good.expiresAt + 1 },
    'good for ever, as HMAC': pair('user-1', NOW + 10 * 365 * 86_400_000),
    'another site': pair('user-1', NOW + 600_000, 'other'),
    'HMAC by another secret': { ...good, hmac: hmac(`${SITE}\nuser-1\n${good.expiresAt}`, 'c'.repeat(43)) },
    'HMAC of the id alone': { ...good, hmac: hmac('user-1') },
    'a plain hash': { ...good, hmac: hmac(`${SITE}\nuser-1\n${good.expiresAt}`, '') },
    'SHA-512, cut': {
      ...good,
      hmac: hmac(`${SITE}\nuser-1\n${good.expiresAt}`, KEYS[0]!.value, 'sha512').slice(0, 64),
    },
    'upper case': { ...good, hmac: 'Z'.repeat(64) },
    short: { ...good, hmac: good.hmac.slice(0, 62) },
    empty: { ...good, hmac: '' },
    'fields run together': { ...pair('user-1\n5', 99), visitorId: 'user-1' },
  };
  expect(await proofs.verify(genuine)).toMatchObject({ ok: true });
  expect(await proofs.verify(good)).toMatchObject({ ok: true });
  for (const [kind, proof] of Object.entries(forged))
    expect(await proofs.verify(proof), kind).toEqual({ ok: false, because: 'invalid' });
});

it('takes a token to the letter, also where a reader would pass over a change [R22]', async () => {
  const token = await jwt();
  const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.replace(token.at(-1)!, '');
  const altered = Array.from(last, character => token.slice(0, -1) + character);
  for (const proof of [...altered, `${token}=`, `${token}\n`, `${token.slice(0, -5)} ${token.slice(-5)}`])
    expect(await proofs.verify(proof)).toEqual({ ok: false, because: 'invalid' });
});

it('never throws at what a stranger sends, and takes none of it', async () => {
  const stranger = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.record({ visitorId: fc.string(), hmac: fc.stringMatching(/^[0-9a-f]{64}$/), expiresAt: fc.maxSafeNat() }),
  );
  await fc.assert(fc.asyncProperty(stranger, async proof => !(await proofs.verify(proof)).ok));
});

it('leaves out a name that is no name', async () => {
  for (const name of ['x'.repeat(101), 7, 'a\u0000b', '']) {
    const proved = await proofs.verify(await jwt({ name }));
    expect(proved.ok && proved.visitor).not.toHaveProperty('name');
  }
});

it('tells its caller when the secret cannot be had, or is none', async () => {
  const broken = createSiteProofs(SITE, () => Promise.reject(new Error('no secret')));
  await expect(broken.verify('a.b.c')).rejects.toThrow('no secret');
  const weak = createSiteProofs(SITE, async () => [{ id: 'weak', value: '', since: 0 }]);
  await expect(weak.verify('a.b.c')).rejects.toThrow('shorter than 32 bytes');
});
