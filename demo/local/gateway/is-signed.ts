import type { IncomingMessage } from 'node:http';

/**
 * Whether a request claims a signature of an AWS client for `service`. The signature itself is not checked: there is no
 * key on a laptop worth guarding. The header is, because no page in a browser can send it to us unasked.
 */
export function isSigned(request: IncomingMessage, service: 'execute-api' | 'lambda' | 's3'): boolean {
  const { authorization = '' } = request.headers;
  return authorization.startsWith('AWS4-HMAC-SHA256 ') && authorization.includes(`/${service}/aws4_request`);
}
