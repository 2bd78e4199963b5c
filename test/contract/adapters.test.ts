import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoConnections } from '@lex-chat/backend/adapters/dynamo/connections';
import { createDynamoHistory } from '@lex-chat/backend/adapters/dynamo/history';
import { createApiGateway } from '@lex-chat/backend/adapters/gateway';
import { createSecret } from '@lex-chat/backend/adapters/secret';
import { startDynamo } from '@lex-chat/demo/dynamodb';
import { startSecrets } from '@lex-chat/demo/secrets';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, expect, it } from 'vitest';

const ACCOUNT = { region: 'local', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
const closings: (() => unknown)[] = [];
afterEach(() => Promise.all(closings.splice(0).map(close => close())));

it('takes a socket that is gone for gone, and everything else for a fault of the gateway', async () => {
  for (const [status, type, result] of [
    [200, '', 'sent'],
    [410, 'GoneException', 'gone'],
  ] as const) {
    expect(await (await gatewayAnswering(status, type)).post('AbC=', { type: 'pong' })).toBe(result);
  }
  for (const [status, type] of [
    [403, 'ForbiddenException'],
    [413, 'PayloadTooLargeException'],
    [500, 'InternalServerError'],
  ] as const) {
    await expect((await gatewayAnswering(status, type)).post('AbC=', { type: 'pong' })).rejects.toMatchObject({
      name: 'UpstreamError',
      service: 'gateway',
    });
  }
});

it('hangs up, and takes a socket that is gone for hung up', async () => {
  for (const [status, type] of [
    [204, ''],
    [410, 'GoneException'],
  ] as const)
    await expect((await gatewayAnswering(status, type)).close('AbC=')).resolves.toBeUndefined();
  await expect((await gatewayAnswering(500, 'InternalServerError')).close('AbC=')).rejects.toMatchObject({
    name: 'UpstreamError',
    service: 'gateway',
  });
});

it('reads a secret once, and again after a failure', async () => {
  const secrets = await startSecrets({ ids: ['key'], folder: null });
  const client = new SecretsManagerClient({ ...ACCOUNT, endpoint: secrets.url });
  closings.push(
    () => client.destroy(),
    () => secrets.close(),
  );
  const secret = createSecret(client, 'key');
  expect(await secret()).toHaveLength(43);
  expect(await secret()).toBe(await secret());
  await expect(createSecret(client, 'another')()).rejects.toMatchObject({ name: 'UpstreamError', service: 'secrets' });
});

it('knows whose an open socket is, until it is closed', async () => {
  const documents = await table();
  const connections = createDynamoConnections(documents, 'connections');
  const connection = {
    connectionId: 'AbC=',
    conversationId: 'c1',
    visitorId: 'v1',
    locale: 'ko_KR',
    address: 'address-1',
    sessionExpiresAt: 7,
  };
  expect(await connections.find('AbC=')).toBeUndefined();
  await connections.open(connection);
  expect(await connections.find('AbC=')).toEqual(connection);
  await connections.close('AbC=');
  await connections.close('AbC=');
  expect(await connections.find('AbC=')).toBeUndefined();
});

it('shows nothing any more whose time to live has passed, though the table still holds it', async () => {
  let clock = 1_790_000_000_000;
  const history = createDynamoHistory(await table(), 'conversations', () => clock);
  await history.accept('c1', { id: 'm1', text: '안녕', attributes: {}, locale: 'ko_KR', visitorId: 'v1' });
  expect((await history.page('c1', 10)).entries).toHaveLength(1);
  clock += 31 * 86_400_000;
  expect((await history.page('c1', 10)).entries).toEqual([]);
  expect(await history.find('c1', 'm1')).toBeUndefined();
  const afresh = { id: 'm1', text: '다시', attributes: {}, locale: 'ko_KR', visitorId: 'v1' };
  expect(await history.accept('c1', afresh)).toMatchObject({ outcome: 'stored' });
});

it('calls a table that cannot be reached a fault of DynamoDB', async () => {
  const documents = documentsAt('http://127.0.0.1:9');
  const history = createDynamoHistory(documents, 'conversations');
  await expect(history.find('c1', 'm1')).rejects.toMatchObject({ name: 'UpstreamError', service: 'dynamodb' });
});

async function table(): Promise<DynamoDBDocumentClient> {
  const dynamo = await startDynamo({
    conversationsTable: 'conversations',
    connectionsTable: 'connections',
    ledgerTable: 'ledger',
    accountsTable: 'accounts',
    missedTable: 'missed',
  });
  closings.push(() => dynamo.close());
  return documentsAt(dynamo.url);
}

function documentsAt(endpoint: string): DynamoDBDocumentClient {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ ...ACCOUNT, endpoint, maxAttempts: 1 }));
  closings.push(() => documents.destroy());
  return documents;
}

async function gatewayAnswering(status: number, type: string) {
  const server: Server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { 'x-amzn-errortype': type }).end(status < 300 ? '' : '{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const requestHandler = new NodeHttpHandler();
  closings.push(() => {
    requestHandler.destroy();
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/local`;
  return createApiGateway(endpoint, { ...ACCOUNT, maxAttempts: 1, requestHandler });
}
