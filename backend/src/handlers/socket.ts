import { SUBPROTOCOL } from '@lex-chat/protocol';
import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { listSocket } from '../conversation/delivery/list-socket.ts';
import type { ConnectionStore } from '../conversation/stores.ts';
import type { Rates } from '../conversation/limits/rates.ts';
import type { AddressNames } from '../identity/address.ts';
import type { Admission } from '../identity/admission.ts';
import type { FrontDoor } from '../identity/front-door.ts';
import { isAllowedOrigin } from '../identity/origins.ts';
import { receive, type ReceivePorts } from './receive.ts';

export interface SocketOptions extends Omit<ReceivePorts, 'visitors' | 'rates' | 'note'> {
  readonly connections: ConnectionStore;
  readonly admission: Admission;
  readonly allowedOrigins: readonly string[];
  readonly frontDoor: FrontDoor;
  readonly addressOf: AddressNames;
  readonly rates: Rates;
  /** Hears what is counted. */
  readonly note: (event: 'rate-limited' | 'socket-opened') => void;
}

/** Only `$connect` has headers; the published type is that of a message. */
export type SocketEvent = APIGatewayProxyWebsocketEventV2 & {
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly requestContext: { readonly identity?: { readonly sourceIp: string } };
};

export interface SocketAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A socket opens, speaks and closes. */
export function createSocketHandler(options: SocketOptions) {
  return async (event: SocketEvent): Promise<SocketAnswer> => {
    const { routeKey, connectionId } = event.requestContext;
    switch (routeKey) {
      case '$connect':
        return connect(event, options);
      case '$disconnect':
        await disconnect(connectionId, options);
        break;
      default:
        await receive(connectionId, event.body ?? '', { ...options, visitors: options.admission.visitors });
    }
    return { statusCode: 200 };
  };
}

/** Lets a socket in by the session token it offers as its second subprotocol. Pages are never told why not. */
async function connect(event: SocketEvent, options: SocketOptions): Promise<SocketAnswer> {
  const { allowedOrigins, frontDoor, connections, admission, addressOf, rates, now, note } = options;
  const { connectionId } = event.requestContext;
  const headers = Object.fromEntries(
    Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const from = { headers, sourceIp: event.requestContext.identity?.sourceIp ?? '' };
  if (!(await frontDoor(from))) return { statusCode: 403 };
  if (!isAllowedOrigin(headers['origin'], allowedOrigins)) return { statusCode: 403 };

  const [protocol, token, ...rest] = (headers['sec-websocket-protocol'] ?? '').split(',').map(value => value.trim());
  if (protocol !== SUBPROTOCOL || !token || rest.length > 0) return { statusCode: 401 };
  const verified = await admission.admit(token);
  if (!verified.ok) return { statusCode: 401 };

  const { conversationId, visitorId, locale, expiresAt } = verified.claims;
  const address = await addressOf(from);
  await connections.open({ connectionId, conversationId, visitorId, locale, address, sessionExpiresAt: expiresAt });
  await listSocket(conversationId, { connectionId, open: [], at: now(), until: expiresAt }, options);
  // A log-out meanwhile has hung up what was listed by then; what was listed after it is let in by nobody.
  if (!(await admission.admit(token)).ok) {
    await disconnect(connectionId, options);
    return { statusCode: 401 };
  }
  note('socket-opened');
  // Nobody waits for an answer yet. What cannot be fetched now will be when there is a message.
  await rates.prepare().catch((error: unknown) => options.warn('rates-not-prepared', error));
  // Browsers drop a socket whose server chose none of the subprotocols they offered.
  return { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': SUBPROTOCOL } };
}

async function disconnect(connectionId: string, { connections, turns }: SocketOptions): Promise<void> {
  const connection = await connections.find(connectionId);
  if (!connection) return;
  await turns.disconnect(connection.conversationId, connectionId);
  await connections.close(connectionId);
}
