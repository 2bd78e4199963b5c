/**
 * Events of API Gateway as AWS shows them, with values of our own. Headers are those that API Gateway itself adds; what a client
 * sends comes on top. From:
 *
 * - REST, whole or streamed: “Input format of a Lambda function for proxy integration” in the API Gateway developer guide, and
 *   `sample-apps/java-events/events/apigateway-v1.json` of awsdocs/aws-lambda-developer-guide;
 * - sockets: `events/testdata/apigw-websocket-request-{send-message,disconnect}.json` of aws/aws-lambda-go, and for `$connect`
 *   `apigw-websocket-request.json` there, whose fields of REST are left out: it was written from an event of that.
 */
const EDGE_HEADERS = {
  Host: 'a1b2c3d4e5.execute-api.ap-northeast-2.amazonaws.com',
  'X-Amzn-Trace-Id': 'Root=1-69207c00-0123456789abcdef01234567',
  'X-Forwarded-For': '203.0.113.7',
  'X-Forwarded-Port': '443',
  'X-Forwarded-Proto': 'https',
};

const listed = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));

export const REST_EVENT = {
  resource: '/history/messages/{messageId}',
  path: '/history/messages/m1',
  httpMethod: 'GET',
  headers: EDGE_HEADERS,
  multiValueHeaders: listed(EDGE_HEADERS),
  queryStringParameters: { limit: '5' },
  multiValueQueryStringParameters: { limit: ['5'] },
  pathParameters: { messageId: 'm1' },
  stageVariables: null,
  requestContext: {
    resourceId: 'ab12cd',
    resourcePath: '/history/messages/{messageId}',
    httpMethod: 'GET',
    extendedRequestId: 'Q1w2E3r4T5y6U7i=',
    requestTime: '21/Nov/2026:09:00:00 +0000',
    path: '/live/history/messages/m1',
    accountId: '123456789012',
    protocol: 'HTTP/1.1',
    stage: 'live',
    domainPrefix: 'a1b2c3d4e5',
    requestTimeEpoch: 1_795_251_600_000,
    requestId: '01234567-89ab-4cde-8f01-23456789abcd',
    identity: {
      cognitoIdentityPoolId: null,
      accountId: null,
      cognitoIdentityId: null,
      caller: null,
      sourceIp: '203.0.113.7',
      principalOrgId: null,
      accessKey: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: null,
      userAgent: 'a browser',
      user: null,
    },
    domainName: 'a1b2c3d4e5.execute-api.ap-northeast-2.amazonaws.com',
    apiId: 'a1b2c3d4e5',
  },
  body: null,
  isBase64Encoded: false,
};

/** In some events of REST APIs and not in others: with API keys and with certificates of clients. */
export const REST_SOMETIMES = ['apiKey', 'apiKeyId', 'clientCert'].map(name => `requestContext.identity.${name}`);

const SOCKET_CONTEXT = {
  extendedRequestId: 'Z9x8C7v6B5n4M3a=',
  requestTime: '21/Nov/2026:09:00:00 +0000',
  messageDirection: 'IN',
  stage: 'live',
  connectedAt: 1_795_251_590_000,
  requestTimeEpoch: 1_795_251_600_000,
  identity: { userAgent: 'a browser', sourceIp: '203.0.113.7' },
  requestId: 'Z9x8C7v6B5n4M3a=',
  domainName: 'a1b2c3d4e5.execute-api.ap-northeast-2.amazonaws.com',
  connectionId: 'P0o9I8u7Y6t5R4e=',
  apiId: 'a1b2c3d4e5',
};

export const CONNECT_EVENT = {
  headers: EDGE_HEADERS,
  multiValueHeaders: listed(EDGE_HEADERS),
  requestContext: { ...SOCKET_CONTEXT, routeKey: '$connect', eventType: 'CONNECT' },
  isBase64Encoded: false,
};

export const MESSAGE_EVENT = {
  requestContext: { ...SOCKET_CONTEXT, routeKey: '$default', eventType: 'MESSAGE', messageId: 'L5k6J7h8G9f0D1s=' },
  body: '{"type":"message-send"}',
  isBase64Encoded: false,
};

const DISCONNECT_HEADERS = {
  Host: 'a1b2c3d4e5.execute-api.ap-northeast-2.amazonaws.com',
  'x-api-key': '',
  'X-Forwarded-For': '',
  'x-restapi': '',
};

export const DISCONNECT_EVENT = {
  headers: DISCONNECT_HEADERS,
  multiValueHeaders: listed(DISCONNECT_HEADERS),
  requestContext: {
    ...SOCKET_CONTEXT,
    routeKey: '$disconnect',
    eventType: 'DISCONNECT',
    disconnectStatusCode: 1001,
    disconnectReason: '',
  },
  isBase64Encoded: false,
};
