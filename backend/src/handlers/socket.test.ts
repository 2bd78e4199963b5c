import { SUBPROTOCOL } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { fakeGateway, harness } from '../conversation/fakes.ts';
import { logOut } from '../conversation/erasure/log-out.ts';
import type { Connection, ConnectionStore } from '../conversation/stores.ts';
import { createMemoryStores } from '../adapters/memory.ts';
import { createAdmission } from '../identity/admission.ts';
import { createSessionTokens } from '../identity/session-token.ts';
import { NO_FRONT_DOOR } from '../identity/front-door.ts';
import { createSocketHandler, type SocketEvent } from './socket.ts';

const NOW = 1_790_000_000_000;
const now = () => NOW;
const tokens = createSessionTokens(async () => [{ id: 'k', value: 'a'.repeat(43), since: 0 }], now);
const claims = { conversationId: 'c1', visitorId: 'guest-1', locale: 'ko_KR', issuedAt: NOW };

function socketHandler() {
  const { history, turns, revocations } = createMemoryStores(now);
  const rows = new Map<string, Connection>();
  const connections: ConnectionStore = {
    open: async connection => void rows.set(connection.connectionId, connection),
    find: async id => rows.get(id),
    close: async id => void rows.delete(id),
  };
  const admission = createAdmission({ tokens, visitors: 'guests', revokedUntil: id => revocations.revokedUntil(id) });
  const ports = { ...harness({ now }), gateway: fakeGateway(), history, turns, revocations, connections };
  const frontDoor = NO_FRONT_DOOR;
  const addressOf = async () => 'address-1';
  const receipts = { verify: async () => [] };
  const given = { admission, receipts, modes: [], offered: [], allowedOrigins: [], frontDoor, addressOf };
  const handle = createSocketHandler({ ...ports, ...given });
  const connect = async () => {
    const { token } = await tokens.issue(claims);
    const headers = { 'Sec-WebSocket-Protocol': `${SUBPROTOCOL}, ${token}` };
    return handle({ requestContext: { routeKey: '$connect', connectionId: 'one' }, headers } as unknown as SocketEvent);
  };
  return { ports, rows, connect };
}

it('lists a socket with the end of its session', async () => {
  const { ports, rows, connect } = socketHandler();
  expect(await connect()).toMatchObject({ statusCode: 200 });
  const until = NOW + 24 * 3_600_000;
  expect((await ports.turns.read('c1')).connections).toMatchObject([{ connectionId: 'one', until }]);
  expect(rows.get('one')).toMatchObject({ conversationId: 'c1', sessionExpiresAt: until });
});

it('lets in no socket of a session that is logged out while it connects [P8.6] [R25]', async () => {
  const { ports, rows, connect } = socketHandler();
  const { open } = ports.connections;
  ports.connections.open = async connection => {
    // Too early for the log-out to find this socket, too late for the socket to have known of the log-out.
    await logOut('c1', ports);
    await open(connection);
  };
  expect(await connect()).toEqual({ statusCode: 401 });
  expect((await ports.turns.read('c1')).connections).toEqual([]);
  expect([...rows]).toEqual([]);
});
