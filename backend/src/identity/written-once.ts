/**
 * Whether each part of a JWT is written in the one way that base64url has for its bytes. Readers pass over padding, spaces and
 * the loose last bits of a signature: a token could be altered and would still be good.
 */
export function isWrittenOnce(token: string): boolean {
  return token.split('.').every(part => Buffer.from(part, 'base64url').toString('base64url') === part);
}
