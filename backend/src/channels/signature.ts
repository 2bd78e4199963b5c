import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Whether `given` is the HMAC-SHA256 of `text`, in lower-case hexadecimal digits, under one of these secrets. In constant time. */
export function isSignedBy(secrets: readonly string[], text: string, given: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(given)) return false;
  const bytes = Buffer.from(given, 'hex');
  // All are tried: how long it takes tells nothing of which it was.
  return secrets
    .map(secret => timingSafeEqual(createHmac('sha256', secret).update(text).digest(), bytes))
    .includes(true);
}

/** Whether `given` is one of these words. In constant time. */
export function isOneOf(words: readonly string[], given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return words.map(word => timingSafeEqual(digest(word), digest(given))).includes(true);
}
