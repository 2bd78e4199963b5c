import { createHash } from 'node:crypto';

/** As S3 names what was put in one piece. */
export function etagOf(bytes: Buffer): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}
