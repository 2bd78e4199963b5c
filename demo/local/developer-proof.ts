import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const LIFE_SECONDS = 600;

/**
 * The part of the demo site's own server: it signs that whoever uses the playground is a developer, who is shown how their
 * messages are answered. That is for this machine alone; a deployed demo has no such server. Answers whether it was asked.
 */
export function createDeveloperProof(site: string, secret: () => string) {
  return ({ method, url }: IncomingMessage, response: ServerResponse): boolean => {
    if (method !== 'GET' || url !== '/playground/proof') return false;
    const exp = Math.floor(Date.now() / 1_000) + LIFE_SECONDS;
    const claims = { aud: site, sub: 'playground', exp, inspect: true };
    const signed = [{ alg: 'HS256', typ: 'JWT' }, claims]
      .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = createHmac('sha256', secret()).update(signed).digest('base64url');
    response.writeHead(200, { 'content-type': 'application/jwt', 'cache-control': 'no-store' });
    response.end(`${signed}.${signature}`);
    return true;
  };
}
