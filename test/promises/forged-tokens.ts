import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';

/** What a genuine token is made with, and somebody else's of the same kind. */
export interface Genuine {
  readonly token: string;
  readonly key: string;
  readonly kid: string;
  readonly claims: JWTPayload;
  readonly othersToken: string;
  /** Another secret of the same service. */
  readonly otherKey: string;
}

const DAY = 86_400;

/** Tokens that nobody may take, each by the name of its kind. */
export async function forgedTokens(genuine: Genuine): Promise<Readonly<Record<string, string>>> {
  const { token, key, kid, claims, othersToken, otherKey } = genuine;
  const now = Math.floor(Date.now() / 1_000);
  const [header = '', payload = '', signature = ''] = token.split('.');
  const other = othersToken.split('.');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = rsa.publicKey.export({ format: 'jwk' });
  const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();

  /** With the genuine key: only what is said is wrong. */
  const saying = (changes: object) => mac({ alg: 'HS256', kid }, { ...claims, ...changes }, key);
  /** By somebody who knows all but the key. */
  const signed = (head: object, secret: string | Buffer = 'x'.repeat(43), alg = 'sha256') =>
    mac({ alg: 'HS256', kid, ...head }, claims, secret, alg);
  const asymmetric = (alg: string, privateKey: typeof rsa.privateKey, head: object = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg, kid, ...head }).sign(privateKey);
  const without = (name: string) => saying({ [name]: undefined });

  return {
    'alg none, without signature': `${part({ alg: 'none' })}.${payload}.`,
    'alg none, with the signature': `${part({ alg: 'none', kid })}.${payload}.${signature}`,
    'alg nOnE': `${part({ alg: 'nOnE', kid })}.${payload}.`,
    'alg NONE': `${part({ alg: 'NONE', kid })}.${payload}.${signature}`,
    'no alg': mac({ kid }, claims, key),
    'alg null': mac({ alg: null, kid }, claims, key),
    'alg in a list': mac({ alg: ['HS256'], kid }, claims, key),
    'alg in small letters': mac({ alg: 'hs256', kid }, claims, key),
    'HS384 with the key': mac({ alg: 'HS384', kid }, claims, key, 'sha384'),
    'HS512 with the key': mac({ alg: 'HS512', kid }, claims, key, 'sha512'),
    'RS256 by the key of a stranger': await asymmetric('RS256', rsa.privateKey),
    'RS256 with jwk': await asymmetric('RS256', rsa.privateKey, { jwk }),
    'PS256 with jku': await asymmetric('PS256', rsa.privateKey, { jku: 'https://evil.example/keys' }),
    'ES256 with x5u': await asymmetric('ES256', ec.privateKey, { x5u: 'https://evil.example/cert' }),
    'ES256 of zeros': `${part({ alg: 'ES256', kid })}.${payload}.${Buffer.alloc(64).toString('base64url')}`,
    'HS256 with jwk': signed({ jwk: { kty: 'oct', k: Buffer.from('x'.repeat(43)).toString('base64url') } }),
    'HS256 with jku': signed({ jku: 'https://evil.example/keys' }),
    'HS256 with x5c': signed({ x5c: [Buffer.from(pem).toString('base64')] }),
    'HS256 by a public key': signed({}, pem),
    'HS256 by its own kid': signed({}, kid),
    'HS256 by nothing': signed({}, ''),
    'HS256 by zeros': signed({}, Buffer.alloc(32)),
    'HS256 by the word secret': signed({}, 'secret'),
    'HS256 by another secret of the service': signed({}, otherKey),
    'no kid': mac({ alg: 'HS256' }, claims, 'x'.repeat(43)),
    'kid of nobody': signed({ kid: 'nobody' }),
    'kid of a file': signed({ kid: '../../../../dev/null' }, ''),
    'kid of a prototype': signed({ kid: '__proto__' }, ''),
    'kid of a query': signed({ kid: `' UNION SELECT 'x' --` }, 'x'),
    'kid that is an object': signed({ kid: { $ne: null } }),
    'crit that nobody knows': mac({ alg: 'HS256', kid, crit: ['site'], site: 1 }, claims, key),
    'payload that is not encoded': mac({ alg: 'HS256', kid, crit: ['b64'], b64: false }, claims, key),
    'no signature': `${header}.${payload}.`,
    'signature cut off': `${header}.${payload}`,
    'signature cut short': token.slice(0, -8),
    'signature of another': `${header}.${payload}.${other[2]}`,
    'payload of another': `${header}.${other[1]}.${signature}`,
    'one bit of the signature': `${header}.${payload}.${flipped(signature)}`,
    'one bit of the payload': `${header}.${flipped(payload)}.${signature}`,
    'another letter at its end': token.slice(0, -1) + loose(token.at(-1)!),
    'padding behind it': `${token}=`,
    'a further part': `${token}.${signature}`,
    'five parts, as if encrypted': `${part({ alg: 'dir', enc: 'A256GCM' })}..AAAA.AAAA.AAAA`,
    'no JSON in the payload': raw({ alg: 'HS256', kid }, 'no JSON', key),
    'a list as payload': raw({ alg: 'HS256', kid }, '[1]', key),
    'null as payload': raw({ alg: 'HS256', kid }, 'null', key),
    'deep in the past': saying({ iat: now - 80 * DAY, exp: now - 60 * DAY }),
    'not yet': saying({ nbf: now + DAY }),
    'exp in words': saying({ exp: 'tomorrow' }),
    'exp beyond all numbers': raw(
      { alg: 'HS256', kid },
      JSON.stringify({ ...claims, exp: 0 }).replace('"exp":0', '"exp":1e999'),
      key,
    ),
    'without exp': without('exp'),
    'without sub': without('sub'),
    'for another audience': saying({ aud: 'another' }),
    'for no audience': without('aud'),
    'of 64 KB': saying({ more: 'x'.repeat(65_536) }),
    'of 8 KB': saying({ more: 'x'.repeat(6_000) }),
    'the word null': 'null',
    'the word undefined': 'undefined',
    'a JSON object': '{}',
    dots: '..',
    'nothing but letters': 'A'.repeat(200),
  };
}

/** What only a session token holds, and nobody may take it without. */
export function forgedSessions({ key, kid, claims }: Genuine): Readonly<Record<string, string>> {
  const saying = (changes: object) => mac({ alg: 'HS256', kid }, { ...claims, ...changes }, key);
  return {
    'good for a week': saying({ exp: Math.floor(Date.now() / 1_000) + 7 * DAY }),
    'of another issuer': saying({ iss: 'another' }),
    'of no issuer': saying({ iss: undefined }),
    'without iat': saying({ iat: undefined }),
    'without conversation': saying({ conversation: undefined }),
    'with a number for a conversation': saying({ conversation: 1 }),
    'with a list for a visitor': saying({ sub: ['a'] }),
    'with an object for a locale': saying({ locale: { $ne: 1 } }),
    'the key without its kid': mac({ alg: 'HS256' }, claims, key),
  };
}

function mac(header: object, claims: object, secret: string | Buffer, alg = 'sha256'): string {
  return raw(header, JSON.stringify(claims), secret, alg);
}

function raw(header: object, payload: string, secret: string | Buffer, alg = 'sha256'): string {
  const input = `${part(header)}.${Buffer.from(payload).toString('base64url')}`;
  return `${input}.${createHmac(alg, secret).update(input).digest('base64url')}`;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Differs in the middle: the last letter of base64url holds bits that mean nothing. */
function flipped(text: string): string {
  const at = Math.floor(text.length / 2);
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}

/** The letter that stands for the same bits, but for those that a signature of 32 bytes has no use for. */
function loose(letter: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(letter) ^ 1]!;
}
