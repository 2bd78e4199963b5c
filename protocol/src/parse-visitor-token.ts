import { isCount, isNonEmptyString, isRecord } from './json.ts';
import { VISITOR_ID_MAX_LENGTH, VISITOR_TOKEN_MAX_LENGTH } from './limits.ts';
import type { VisitorToken } from './rest.ts';

/** Three parts in base64url, whatever they say. */
const JWT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

const SHA256 = /^[0-9a-f]{64}$/;

/** Reads a site's word for who a visitor is, by its form alone; undefined when it is none. */
export function parseVisitorToken(value: unknown): VisitorToken | undefined {
  if (typeof value === 'string') return value.length <= VISITOR_TOKEN_MAX_LENGTH && JWT.test(value) ? value : undefined;
  if (!isRecord(value)) return undefined;
  const { visitorId, hmac, expiresAt } = value;
  if (!isVisitorId(visitorId) || typeof hmac !== 'string' || !SHA256.test(hmac) || !isCount(expiresAt))
    return undefined;
  return { visitorId, hmac, expiresAt };
}

/** Whether a site may call a user so: not too long, and without control characters, which no name needs. */
export function isVisitorId(value: unknown): value is string {
  return (
    isNonEmptyString(value) && value.length <= VISITOR_ID_MAX_LENGTH && value.isWellFormed() && !/\p{Cc}/u.test(value)
  );
}
