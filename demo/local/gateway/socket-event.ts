import type { IncomingMessage } from 'node:http';
import { EDGE_ADDRESS, forwardedHeaders } from './forwarded-headers.ts';
import { createGatewayId } from './gateway-ids.ts';
import { requestTime, type ApiIdentity } from './rest-event.ts';

/** What all events of one socket have in common. */
export interface SocketIdentity extends ApiIdentity {
  readonly connectionId: string;
  readonly connectedAt: Date;
  readonly identity: { readonly sourceIp: string; readonly userAgent: string };
}

/** Somebody knocks. The only event with headers. */
export function connectEvent(socket: SocketIdentity, request: IncomingMessage, viewerAddress: string, time: Date) {
  const query = [...new URLSearchParams((request.url ?? '').split('?', 2)[1] ?? '')];
  return {
    ...forwardedHeaders(request, socket.domainName, viewerAddress, socket.originHeaders),
    ...(query.length > 0 && {
      queryStringParameters: Object.fromEntries(query),
      multiValueQueryStringParameters: Object.fromEntries(
        query.map(([name]) => [name, query.filter(([other]) => other === name).map(([, value]) => value)]),
      ),
    }),
    requestContext: contextOf(socket, '$connect', 'CONNECT', time),
    isBase64Encoded: false,
  };
}

export function messageEvent(socket: SocketIdentity, body: string, time: Date) {
  return {
    requestContext: { ...contextOf(socket, '$default', 'MESSAGE', time), messageId: createGatewayId() },
    body,
    isBase64Encoded: false,
  };
}

export function disconnectEvent(socket: SocketIdentity, code: number, reason: string, time: Date) {
  const headers = { Host: socket.domainName, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' };
  return {
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    requestContext: {
      ...contextOf(socket, '$disconnect', 'DISCONNECT', time),
      disconnectStatusCode: code,
      disconnectReason: reason,
    },
    isBase64Encoded: false,
  };
}

/** Who is at the other end, as far as API Gateway can tell through CloudFront. */
export function identityOf(request: IncomingMessage): SocketIdentity['identity'] {
  return { sourceIp: EDGE_ADDRESS, userAgent: request.headers['user-agent'] ?? '' };
}

function contextOf(
  socket: SocketIdentity,
  routeKey: string,
  eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT',
  time: Date,
) {
  const { apiId, domainName, stage, connectionId, connectedAt, identity } = socket;
  const requestId = createGatewayId();
  return {
    routeKey,
    eventType,
    messageDirection: 'IN' as const,
    apiId,
    domainName,
    stage,
    connectionId,
    connectedAt: connectedAt.getTime(),
    identity,
    requestId,
    extendedRequestId: requestId,
    requestTime: requestTime(time),
    requestTimeEpoch: time.getTime(),
  };
}
