import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REST_ROUTES } from '@lex-chat/backend/functions/routes';
import { describe, expect, it } from 'vitest';
import type { FunctionHost } from '../functions/function-host.ts';
import { CONNECT_EVENT, DISCONNECT_EVENT, MESSAGE_EVENT, REST_EVENT, REST_SOMETIMES } from './aws-events.fake.ts';
import { rehearseSockets } from './rehearse-sockets.ts';
import { createRestGateway } from './rest-gateway.ts';

it('makes events of requests as AWS shows them', async () => {
  expect(differences(REST_EVENT, await eventOf('/history/messages/m1?limit=5'), REST_SOMETIMES)).toEqual([]);
});

it('makes the same of requests whose answers are streamed', async () => {
  const event = await eventOf('/history/export?limit=5');
  expect(differences({ ...REST_EVENT, pathParameters: null }, event, REST_SOMETIMES)).toEqual([]);
});

describe('a gateway of sockets', () => {
  const { start, open, heardBy } = rehearseSockets();

  it('makes events as AWS shows them', async () => {
    start();
    const socket = await open();
    socket.send(MESSAGE_EVENT.body);
    await heardBy('$default');
    socket.close(1001);
    const events = await heardBy('$disconnect');
    for (const example of [CONNECT_EVENT, MESSAGE_EVENT, DISCONNECT_EVENT]) {
      const { routeKey } = example.requestContext;
      const event = events.find(({ requestContext }) => requestContext.routeKey === routeKey);
      expect(differences(example, event), routeKey).toEqual([]);
    }
  });
});

it('would notice what is missing, too much, of another kind or in another form', () => {
  const { body: _, ...missing } = MESSAGE_EVENT;
  expect(differences(MESSAGE_EVENT, missing)).toEqual(['body is missing']);
  expect(differences(missing, MESSAGE_EVENT)).toEqual(['body is too much']);
  expect(differences(MESSAGE_EVENT, { ...MESSAGE_EVENT, body: 1 })).toEqual(['body is number, not string']);
  const requestContext = { ...MESSAGE_EVENT.requestContext, requestTime: '2026-11-21' };
  expect(differences(MESSAGE_EVENT, { ...MESSAGE_EVENT, requestContext })).toEqual([
    'requestContext.requestTime is in another form: 2026-11-21',
  ]);
});

/** What a function is given for a request to the gateway. */
async function eventOf(path: string): Promise<unknown> {
  let given: unknown;
  const hear = (event: unknown) => {
    given = JSON.parse(JSON.stringify(event));
    throw new Error('nothing more is asked');
  };
  const host: FunctionHost = {
    knows: () => true,
    invoke: async (_, event) => hear(event),
    stream: async (_, event) => hear(event),
    invokeLater: (_, event) => hear(event),
    processes: () => [],
    invocations: {},
    close: async () => undefined,
  };
  const gateway = createRestGateway({ routes: REST_ROUTES, host, stage: 'live' });
  const server = createServer((request, response) => void gateway.answer(request, response)).listen(0);
  try {
    await once(server, 'listening');
    await fetch(`http://localhost:${(server.address() as AddressInfo).port}${path}`);
    return given;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Forms in which API Gateway writes some of the texts, by their names. */
const FORMS: Readonly<Record<string, RegExp>> = {
  requestTime: /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/,
  extendedRequestId: /^[\w-]{15}=$/,
  connectionId: /^[\w-]{15}=$/,
  messageId: /^([\w-]{15}=|m1)$/,
  apiId: /^[\w-]+$/,
  'X-Amzn-Trace-Id': /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}/,
  'X-Forwarded-Port': /^443$/,
  'X-Forwarded-Proto': /^https$/,
};

/** Where the shape of an event differs from an example. What a client sent, and CloudFront, may be among the headers as well. */
function differences(
  example: unknown,
  given: unknown,
  sometimes: readonly string[] = [],
  path = '',
): readonly string[] {
  if (isObject(example) && isObject(given)) {
    const names = new Set([...Object.keys(example), ...Object.keys(given)]);
    return [...names].flatMap(name => {
      const inner = path === '' ? name : `${path}.${name}`;
      const isMore = /^(multiValueH|h)eaders$/.test(path) || sometimes.includes(inner);
      if (!(name in example)) return isMore ? [] : [`${inner} is too much`];
      if (!(name in given)) return [`${inner} is missing`];
      return differences(example[name], given[name], sometimes, inner);
    });
  }
  // Null where there is nothing to say.
  if (example === null || given === null) return [];
  if (kindOf(example) !== kindOf(given)) return [`${path} is ${kindOf(given)}, not ${kindOf(example)}`];
  const form = FORMS[path.split('.').at(-1)!];
  return form && typeof given === 'string' && !form.test(given) ? [`${path} is in another form: ${given}`] : [];
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
