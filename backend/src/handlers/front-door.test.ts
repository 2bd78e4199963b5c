import type { APIGatewayProxyEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { createFrontDoor, NO_FRONT_DOOR, type FrontDoor } from '../identity/front-door.ts';
import { createRestHandler, type RestOptions } from './rest.ts';
import { createSocketHandler, type SocketEvent, type SocketOptions } from './socket.ts';

const frontDoor = createFrontDoor(async () => [{ value: 'secret' }, { value: 'former secret' }]);

async function statusOf(headers: Readonly<Record<string, string>>, through: FrontDoor = frontDoor): Promise<number> {
  const options = { allowedOrigins: [], frontDoor: through, warn: () => undefined, note: () => undefined };
  const requestContext = { requestId: 'r', identity: { sourceIp: '192.0.2.1' } };
  const event = { httpMethod: 'GET', resource: '/health', headers, requestContext } as unknown as APIGatewayProxyEvent;
  return (await createRestHandler(options as unknown as RestOptions)(event)).statusCode;
}

async function knock(headers: Readonly<Record<string, string>>): Promise<number> {
  const event = { headers, requestContext: { routeKey: '$connect', connectionId: 'one' } } as unknown as SocketEvent;
  const options = { allowedOrigins: [], frontDoor } as unknown as SocketOptions;
  return (await createSocketHandler(options)(event)).statusCode;
}

it('lets in what CloudFront sends, by its current secret and by the one before', async () => {
  for (const secret of ['secret', 'former secret']) expect(await statusOf({ 'X-Origin-Verify': secret })).toBe(200);
  // Past the door, what is missing is the token.
  expect(await knock({ 'X-Origin-Verify': 'secret' })).toBe(401);
});

it('refuses whoever goes round it, before anything is looked at [R41]', async () => {
  for (const headers of [
    {},
    { 'X-Origin-Verify': '' },
    { 'X-Origin-Verify': 'Secret' },
    { 'X-Origin-Verify': 'secret, secret' },
  ]) {
    expect(await statusOf(headers)).toBe(403);
    expect(await knock(headers)).toBe(403);
  }
});

it('is open where there is no CloudFront', async () => {
  expect(await statusOf({}, NO_FRONT_DOOR)).toBe(200);
});
