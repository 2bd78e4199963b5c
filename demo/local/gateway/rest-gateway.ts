import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayRefusal, GatewayRefusalType } from '@lex-chat/backend/functions/gateway-refusals';
import type { RestRoute } from '@lex-chat/backend/functions/routes';
import { FunctionError } from '../functions/function-error.ts';
import type { FunctionHost } from '../functions/function-host.ts';
import { viewerAddressOf, type OriginHeaders, type ViewerAddress } from './forwarded-headers.ts';
import { knowsPath, matchRoute, type RouteMatch } from './match-route.ts';
import { parseProxyAnswer, type ProxyAnswer } from './proxy-answer.ts';
import { readBody } from './read-body.ts';
import { restEvent } from './rest-event.ts';
import { sendJson } from './send-json.ts';
import { sendStream } from './send-stream.ts';
import { ACCOUNT_REQUESTS, createTokenBucket, type TokenBucket } from './token-bucket.ts';
import { within } from './within.ts';

/** API Gateway's REST API, behind CloudFront: requests in, proxy events to functions, their answers out. */
export interface RestGateway {
  /** Whether a path (without query) is one of the API's, with whatever method. */
  serves(path: string): boolean;
  /** Answers any request, also those it does not serve, and never rejects. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface RestGatewayOptions {
  readonly routes: readonly RestRoute[];
  readonly host: Pick<FunctionHost, 'invoke' | 'stream'>;
  readonly stage: string;
  /** What functions see as `Host`. @default 'laptop.execute-api.us-east-1.amazonaws.com' */
  readonly domainName?: string;
  /** The account's requests, to be shared with sockets and callbacks. */
  readonly requests?: TokenBucket;
  /** How tests let requests come from elsewhere. @default - the other end of the connection */
  readonly viewerAddress?: ViewerAddress;
  /** The API's gateway responses: how it words refusals of its own. @default - as API Gateway does */
  readonly refusals?: Readonly<Record<GatewayRefusalType, GatewayRefusal>>;
  /** Changes the body of a buffered answer for whoever asked at `host`. @default - left as it is */
  readonly fitToHost?: (body: Buffer, host: string) => Buffer;
  /** What CloudFront adds to requests. @default - nothing */
  readonly originHeaders?: OriginHeaders;
  /** Longest wait for a buffered answer. @default 29 000 */
  readonly integrationMs?: number;
  /** Longest silence of a streamed answer. @default 300 000 */
  readonly idleMs?: number;
  /** Longest wait for a client that takes nothing. @default 30 000 */
  readonly unreadMs?: number;
  /** Longest wait for a body. @default 30 000 */
  readonly bodyMs?: number;
}

/** Largest body, in bytes. */
const BODY_MAX_BYTES = 10 * 1_024 * 1_024;

/** Largest event that Lambda takes, in bytes of its JSON: what the gateway lets pass may still be too much for the function. */
const EVENT_MAX_BYTES = 6 * 1_024 * 1_024;

/** Largest sum of request line and headers, in bytes. */
const HEAD_MAX_BYTES = 10_240;

export function createRestGateway(options: RestGatewayOptions, now: () => Date = () => new Date()): RestGateway {
  const { routes, host, stage, domainName = 'laptop.execute-api.us-east-1.amazonaws.com' } = options;
  const { viewerAddress = viewerAddressOf, requests = createTokenBucket(ACCOUNT_REQUESTS) } = options;
  const { fitToHost = (body: Buffer) => body } = options;
  const { integrationMs = 29_000, idleMs = 300_000, unreadMs = 30_000, bodyMs = 30_000 } = options;
  const api = { apiId: domainName.split('.')[0]!, domainName, stage, originHeaders: options.originHeaders };

  const refuse = (response: ServerResponse, status: number, message: string, type?: GatewayRefusalType) => {
    if (response.headersSent) return;
    const wording = options.refusals?.[type ?? (status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX')];
    if (!wording) return sendJson(response, status, { message });
    const requestId = String(response.getHeader('x-amzn-requestid'));
    const body = wording.template.replaceAll('$context.requestId', requestId);
    response.writeHead(wording.status, { ...wording.headers, 'content-length': Buffer.byteLength(body) }).end(body);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    response.setHeader('x-amzn-requestid', requestId);
    // A client that leaves in the middle of an answer is no error of ours.
    response.on('error', () => {});

    const [path = '/'] = (request.url ?? '/').split('?', 1);
    if (headBytes(request) > HEAD_MAX_BYTES) return refuse(response, 431, 'Request Header Fields Too Large');
    if (!requests.take()) return refuse(response, 429, 'Too Many Requests', 'THROTTLED');
    const match = matchRoute(routes, request.method ?? 'GET', path);
    if (!match) return refuse(response, 403, 'Missing Authentication Token', 'MISSING_AUTHENTICATION_TOKEN');
    const body = await readBody(request, BODY_MAX_BYTES, bodyMs);
    if (!body.ok) {
      if (body.reason === 'too-long') return refuse(response, 413, 'Request Too Long', 'REQUEST_TOO_LARGE');
      return refuse(response, 408, 'Request Timeout');
    }
    const viewer = viewerAddress(request);
    const event = restEvent({ request, match, body: body.bytes, viewerAddress: viewer, requestId }, api, now());
    // A first look, for what is far too much need not be written as JSON to know it.
    const isTooMuch = body.bytes.length > EVENT_MAX_BYTES || Buffer.byteLength(JSON.stringify(event)) > EVENT_MAX_BYTES;
    if (isTooMuch) return refuse(response, 413, 'Request Too Long', 'REQUEST_TOO_LARGE');
    try {
      await (match.route.streams
        ? stream(match, event, response)
        : whole(match, event, request.headers.host ?? '', response));
    } catch (error) {
      // Lambda's own refusals are the API's fault in API Gateway's eyes, a function's failure is the function's.
      const throttled = error instanceof FunctionError && error.errorType === 'TooManyRequestsException';
      refuse(response, throttled ? 500 : 502, 'Internal server error');
    }
  }

  async function whole(
    { route }: RouteMatch,
    event: unknown,
    askedAt: string,
    response: ServerResponse,
  ): Promise<void> {
    const answered = await within(integrationMs, host.invoke(route.calls, event));
    if (answered.late) return refuse(response, 504, 'Endpoint request timed out');
    const answer = parseProxyAnswer(answered.value);
    if (!answer) return refuse(response, 502, 'Internal server error');
    writeHead(response, answer);
    if (bodiless(answer.status)) return void response.end();
    const fitted = fitToHost(answer.body, askedAt);
    response.setHeader('content-length', fitted.length);
    response.end(fitted);
  }

  async function stream({ route }: RouteMatch, event: unknown, response: ServerResponse): Promise<void> {
    const streaming = host.stream(route.calls, event);
    const answered = await within(idleMs, streaming);
    if (answered.late) {
      // Unread, it would hold the function up for ever.
      streaming.then(({ body }) => body.resume()).catch(() => {});
      return refuse(response, 504, 'Endpoint request timed out');
    }
    const { metadata, body } = answered.value;
    const answer = parseProxyAnswer(metadata);
    if (!answer) {
      body.resume();
      return refuse(response, 502, 'Internal server error');
    }
    writeHead(response, answer);
    await sendStream(body, response, { idleMs, unreadMs });
  }

  return { serves: path => knowsPath(routes, path), answer };
}

function headBytes({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  return rawHeaders.reduce((sum, text) => sum + Buffer.byteLength(text), method.length + Buffer.byteLength(url));
}

function writeHead(response: ServerResponse, { status, headers }: ProxyAnswer): void {
  response.statusCode = status;
  if (!('content-type' in headers) && !bodiless(status)) response.setHeader('content-type', 'application/json');
  for (const [name, values] of Object.entries(headers))
    response.setHeader(name, values.length === 1 ? values[0]! : values);
}

function bodiless(status: number): boolean {
  return status === 204 || status === 304;
}
