/** A secret that signs, under the name by which a token says which one it was. */
export interface SigningKey {
  readonly id: string;
  readonly value: string;
  /** When it came into being, in milliseconds since 1970. */
  readonly since: number;
}

/** The keys that are good now, the current one first. While a key is changed there are two. */
export type SigningKeys = () => Promise<readonly SigningKey[]>;

/** By now every function has looked for new keys, in milliseconds: they do so every five minutes. */
const KNOWN_TO_ALL_AFTER_MS = 10 * 60_000;

/** What keys of HS256 hold at least (RFC 7518, 3.2), in bytes. */
const KEY_MIN_BYTES = 32;

/** The key to sign with: the current one, unless it is so new that others may not know it yet. */
export function keyToSign(keys: readonly SigningKey[], now: number): SigningKey {
  const key = keys.find(({ since }) => since + KNOWN_TO_ALL_AFTER_MS <= now) ?? keys.at(-1);
  if (!key) throw new Error('there is no key to sign with');
  return key;
}

/** A key for HMAC. Throws when it is too short to be one: a mistake of the operator, not of a visitor. */
export function keyBytes({ id, value }: SigningKey): Uint8Array {
  const bytes = new TextEncoder().encode(value);
  if (bytes.length < KEY_MIN_BYTES) throw new Error(`the key ${id} is shorter than ${KEY_MIN_BYTES} bytes`);
  return bytes;
}

/** Finds for jose the key by which a token of ours says it was signed. Throws for any other. */
export async function keyToVerify(keys: SigningKeys): Promise<(header: { readonly kid?: string }) => Uint8Array> {
  const secrets = new Map((await keys()).map(key => [key.id, keyBytes(key)]));
  return ({ kid }) => {
    const secret = secrets.get(kid ?? '');
    if (!secret) throw new Error('not a key of ours');
    return secret;
  };
}
