import type { IncomingMessage } from 'node:http';
import { createTraceId } from './gateway-ids.ts';

/** Whose request it is, as CloudFront sees it: `ip:port`, without brackets around IPv6. */
export type ViewerAddress = (request: IncomingMessage) => string;

/** One header as both of the ways in which API Gateway gives it: the last value, and all of them. */
export interface ForwardedHeaders {
  readonly headers: Record<string, string>;
  readonly multiValueHeaders: Record<string, string[]>;
}

/** What CloudFront adds to every request to an origin, in place of headers of these names that a client sent. */
export type OriginHeaders = Readonly<Record<string, string>>;

/**
 * The address that API Gateway sees and tells as `sourceIp`: one of CloudFront's edges, never the visitor's. A function that
 * counts by it would count everybody as one.
 */
export const EDGE_ADDRESS = '130.176.0.10';

/** Those that concern one hop, and those that CloudFront and API Gateway set themselves whatever the client says. */
const NOT_FORWARDED = new Set([
  'cloudfront-viewer-address',
  'connection',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

/** What reaches a function of the client's headers behind CloudFront and API Gateway, in the letters the client used. */
export function forwardedHeaders(
  request: IncomingMessage,
  domainName: string,
  viewerAddress: string,
  originHeaders: OriginHeaders = {},
): ForwardedHeaders {
  const pairs = new Map<string, { readonly name: string; readonly values: string[] }>();
  const own = new Set(Object.keys(originHeaders).map(name => name.toLowerCase()));
  const add = (name: string, value: string) => {
    const known = pairs.get(name.toLowerCase());
    if (known) known.values.push(value);
    else pairs.set(name.toLowerCase(), { name, values: [value] });
  };

  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i]!;
    if (!NOT_FORWARDED.has(name.toLowerCase()) && !own.has(name.toLowerCase())) add(name, request.rawHeaders[i + 1]!);
  }
  const claimed = pairs.get('x-forwarded-for')?.values ?? [];
  pairs.delete('x-forwarded-for');
  add('CloudFront-Viewer-Address', viewerAddress);
  for (const [name, value] of Object.entries(originHeaders)) add(name, value);
  add('Host', domainName);
  // A trace that a client has begun is gone on with.
  if (!pairs.has('x-amzn-trace-id')) add('X-Amzn-Trace-Id', createTraceId());
  add('X-Forwarded-For', [...claimed, withoutPort(viewerAddress), EDGE_ADDRESS].join(', '));
  add('X-Forwarded-Port', '443');
  add('X-Forwarded-Proto', 'https');

  const all = [...pairs.values()];
  return {
    headers: Object.fromEntries(all.map(({ name, values }) => [name, values.at(-1)!])),
    multiValueHeaders: Object.fromEntries(all.map(({ name, values }) => [name, values])),
  };
}

/** The other end of the connection. */
export function viewerAddressOf({ socket }: IncomingMessage): string {
  const address = (socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  return `${address}:${socket.remotePort ?? 0}`;
}

function withoutPort(address: string): string {
  return address.slice(0, address.lastIndexOf(':'));
}
