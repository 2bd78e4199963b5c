import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { base64url, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';
import { expect, it } from 'vitest';
import { createSessionTokens } from './session-token.ts';

const SECRET = 'a'.repeat(43);
const HOUR = 3_600_000;
let clock = 1_790_000_000_000;
const KEY = { id: 'k1', value: SECRET, since: 0 };
const now = () => clock;
const tokens = createSessionTokens(async () => [KEY], now);
const claimsNow = () => ({ conversationId: 'c1', visitorId: 'guest-1', locale: 'ko_KR', issuedAt: clock });

it('reads back what it issued, for 24 hours [P8.1]', async () => {
  const claims = { ...claimsNow(), name: '민수', issuedAt: clock + 7 };
  const { token, expiresAt } = await tokens.issue(claims);
  expect(expiresAt).toBe(clock + 24 * HOUR);
  expect(await tokens.verify(token)).toEqual({ ok: true, claims: { ...claims, expiresAt } });
  clock += 24 * HOUR + 1_000;
  expect(await tokens.verify(token)).toEqual({ ok: false, because: 'expired' });
});

it('takes a genuine token for renewal up to 30 days after its end [P7.1]', async () => {
  const { token } = await tokens.issue(claimsNow());
  clock += 30 * 24 * HOUR;
  expect(await tokens.verifyForRenewal(token)).toMatchObject({ ok: true });
  clock += 25 * HOUR;
  expect(await tokens.verifyForRenewal(token)).toEqual({ ok: false, because: 'expired' });
});

it('takes no token that it did not issue [P8.1]', async () => {
  const { token } = await tokens.issue(claimsNow());
  const [header = '', payload = '', signature = ''] = token.split('.');
  const key = new TextEncoder().encode(SECRET);
  const now = Math.floor(clock / 1_000);
  const signed = (changes: object, alg = 'HS256', secret: Uint8Array = key) =>
    new SignJWT({
      conversation: 'c1',
      locale: 'ko',
      iss: 'lex-chat',
      aud: 'lex-chat',
      sub: 'v',
      iat: now,
      exp: now + 60,
      ...changes,
    })
      .setProtectedHeader({ alg, kid: KEY.id })
      .sign(secret);
  const sign = (head: object, body: string) => {
    const input = `${base64url.encode(JSON.stringify(head))}.${body}`;
    return `${input}.${createHmac('sha256', SECRET).update(input).digest('base64url')}`;
  };
  const unsigned = new UnsecuredJWT({ conversation: 'c1', locale: 'ko' })
    .setIssuer('lex-chat')
    .setAudience('lex-chat')
    .setSubject('v')
    .setExpirationTime(now + 60)
    .encode();

  expect(await tokens.verify(await signed({})), 'as it is, it is genuine').toMatchObject({ ok: true });
  const forged: Record<string, string> = {
    empty: '',
    'no signature': `${header}.${payload}.`,
    'two parts': `${header}.${payload}`,
    'cut signature': token.slice(0, -2),
    'other payload': `${header}.${base64url.encode(JSON.stringify({ ...claimsNow(), conversation: 'c2' }))}.${signature}`,
    'alg none': unsigned,
    'alg nOnE': `${base64url.encode('{"alg":"nOnE"}')}.${payload}.`,
    'alg none, our signature': `${base64url.encode('{"alg":"none"}')}.${payload}.${signature}`,
    'HS512 with our key': await signed({}, 'HS512', new TextEncoder().encode(SECRET.repeat(2))),
    HS384: sign({ alg: 'HS384', kid: KEY.id }, payload),
    'another key': await signed({}, 'HS256', new TextEncoder().encode('b'.repeat(43))),
    'another issuer': await signed({ iss: 'evil' }),
    'another audience': await signed({ aud: 'evil' }),
    'no expiry': await signed({ exp: undefined }),
    'no time of issue': await signed({ iat: undefined }),
    'time of issue no number': await signed({ iat: 'now' }),
    'no key named': sign({ alg: 'HS256' }, payload),
    'a key of nobody': sign({ alg: 'HS256', kid: 'k0' }, payload),
    'a key by a name of objects': sign({ alg: 'HS256', kid: '__proto__' }, payload),
    'a list of keys': sign({ alg: 'HS256', kid: [KEY.id] }, payload),
    'no subject': await signed({ sub: undefined }),
    'no conversation': await signed({ conversation: undefined }),
    'conversation of another type': await signed({ conversation: ['c1'] }),
    'not yet valid': await signed({ nbf: now + 3_600 }),
    'crit header': sign({ alg: 'HS256', kid: KEY.id, crit: ['x'], x: 1 }, payload),
    'a huge one': `${header}.${'A'.repeat(64_000)}.${signature}`,
    'six parts': `${token}.${token}`,
  };
  for (const [kind, forgery] of Object.entries(forged)) {
    expect(await tokens.verify(forgery), kind).toEqual({ ok: false, because: 'invalid' });
    expect(await tokens.verifyForRenewal(forgery), kind).toEqual({ ok: false, because: 'invalid' });
  }
});

it('does not look for keys where a token says they are [P8.1]', async () => {
  const header = {
    alg: 'HS256',
    kid: '../../dev/null',
    jku: 'https://evil.example/keys',
    jwk: { kty: 'oct', k: 'YQ' },
  };
  const body = base64url.encode(JSON.stringify({ sub: 'v' }));
  expect(await tokens.verify(`${base64url.encode(JSON.stringify(header))}.${body}.YQ`)).toEqual({
    ok: false,
    because: 'invalid',
  });
});

it('takes a token to the letter: none with a character changed, put in or left out [R22] [P8.1]', async () => {
  const { token } = await tokens.issue(claimsNow());
  expect(await tokens.verify(token)).toMatchObject({ ok: true });
  const at = fc.nat(token.length);
  const character = fc.oneof(
    fc.constantFrom('=', ' ', '\n', '.', '-', '_', 'A', 'B'),
    fc.string({ unit: 'binary-ascii' }),
  );
  await fc.assert(
    fc.asyncProperty(at, fc.nat(1), character, async (start, gone, put) => {
      const altered = token.slice(0, start) + put + token.slice(start + gone);
      fc.pre(altered !== token);
      expect(await tokens.verify(altered)).toEqual({ ok: false, because: 'invalid' });
    }),
    { numRuns: 2_000 },
  );
  for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.replace(token.at(-1)!, ''))
    expect(await tokens.verify(token.slice(0, -1) + last), last).toMatchObject({ ok: false });
});

it('never throws at what a stranger sends, and takes none of it', async () => {
  await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary' }), async token => !(await tokens.verify(token)).ok));
  const { token } = await tokens.issue(claimsNow());
  await fc.assert(
    fc.asyncProperty(fc.nat(token.length - 2), async at => {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect((await tokens.verify(token.slice(0, at) + other + token.slice(at + 1))).ok).toBe(false);
    }),
    { numRuns: token.length },
  );
});

it('tells its caller when the secret cannot be had, rather than calling tokens invalid', async () => {
  const broken = createSessionTokens(() => Promise.reject(new Error('no secret')));
  await expect(broken.verify('AAAA.AAAA.AAAA')).rejects.toThrow('no secret');
});

it('takes a signed visitor’s token for renewal only while it is good: their site can vouch for them anew [P8.3]', async () => {
  const { token } = await tokens.issue({ ...claimsNow(), visitorId: 'signed-1' });
  expect(await tokens.verifyForRenewal(token)).toMatchObject({ ok: true });
  clock += 24 * HOUR;
  expect(await tokens.verifyForRenewal(token)).toEqual({ ok: false, because: 'expired' });
});

it('takes tokens of the former key while keys are changed, and signs with a new one once everybody knows it [P8.7]', async () => {
  let keys = [KEY];
  const changing = createSessionTokens(async () => keys, now);
  const before = await changing.issue(claimsNow());

  const fresh = { id: 'k2', value: 'b'.repeat(43), since: clock };
  keys = [fresh, KEY];
  const during = await changing.issue(claimsNow());
  expect(decodeProtectedHeader(during.token).kid, 'others may not have looked yet').toBe('k1');
  clock += 11 * 60_000;
  const after = await changing.issue(claimsNow());
  expect(decodeProtectedHeader(after.token).kid).toBe('k2');
  for (const { token } of [before, during, after]) expect(await changing.verify(token)).toMatchObject({ ok: true });

  keys = [{ id: 'k3', value: 'c'.repeat(43), since: clock }, fresh];
  expect(await changing.verify(before.token)).toEqual({ ok: false, because: 'invalid' });
  expect(await changing.verify(after.token)).toMatchObject({ ok: true });
});

it('signs with no key that is too short to be one', async () => {
  const weak = createSessionTokens(async () => [{ ...KEY, value: 'short' }], now);
  await expect(weak.issue(claimsNow())).rejects.toThrow('shorter than 32 bytes');
});
