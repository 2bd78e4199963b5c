import { randomBytes } from 'node:crypto';

/** An id as API Gateway makes them: 16 characters that end in a `=`, which must be percent-encoded in a path. */
export function createGatewayId(): string {
  return `${randomBytes(11).toString('base64url')}=`;
}

/** The beginning of a trace, as X-Ray writes it. */
export function createTraceId(): string {
  const seconds = Math.floor(Date.now() / 1_000).toString(16);
  return `Root=1-${seconds.padStart(8, '0')}-${randomBytes(12).toString('hex')}`;
}
