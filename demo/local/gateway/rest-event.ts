import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { EDGE_ADDRESS, forwardedHeaders, type OriginHeaders } from './forwarded-headers.ts';
import { createGatewayId } from './gateway-ids.ts';
import type { RouteMatch } from './match-route.ts';

/** An API as its events name it. */
export interface ApiIdentity {
  readonly apiId: string;
  readonly domainName: string;
  readonly stage: string;
  readonly originHeaders?: OriginHeaders | undefined;
}

export interface RestRequest {
  readonly request: IncomingMessage;
  readonly match: RouteMatch;
  readonly body: Buffer;
  readonly viewerAddress: string;
  readonly requestId: string;
}

/** The event of a REST API's proxy integration (payload version 1.0). */
export function restEvent(
  { request, match, body, viewerAddress, requestId }: RestRequest,
  { apiId, domainName, stage, originHeaders }: ApiIdentity,
  time: Date,
): APIGatewayProxyEvent {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const httpMethod = request.method ?? 'GET';
  const { headers, multiValueHeaders } = forwardedHeaders(request, domainName, viewerAddress, originHeaders);
  return {
    resource: match.route.path,
    path,
    httpMethod,
    headers,
    multiValueHeaders,
    ...queryParameters(query),
    pathParameters: match.pathParameters,
    stageVariables: null,
    requestContext: {
      accountId: '000000000000',
      apiId,
      authorizer: undefined,
      domainName,
      domainPrefix: domainName.split('.')[0]!,
      extendedRequestId: createGatewayId(),
      httpMethod,
      identity: {
        accessKey: null,
        accountId: null,
        apiKey: null,
        apiKeyId: null,
        caller: null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: EDGE_ADDRESS,
        user: null,
        userAgent: request.headers['user-agent'] ?? null,
        userArn: null,
      },
      path: `/${stage}${path}`,
      protocol: 'HTTP/1.1',
      requestId,
      requestTime: requestTime(time),
      requestTimeEpoch: time.getTime(),
      resourceId: 'laptop',
      resourcePath: match.route.path,
      stage,
    },
    body: body.length > 0 ? body.toString() : null,
    isBase64Encoded: false,
  };
}

/** The time as access logs write it, e.g. `09/Apr/2015:12:34:56 +0000`. */
export function requestTime(time: Date): string {
  const [, day = '', month = '', year = '', clock = ''] = time.toUTCString().split(' ');
  return `${day}/${month}/${year}:${clock} +0000`;
}

function queryParameters(query: string) {
  const all = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) all.set(name, [...(all.get(name) ?? []), value]);
  if (all.size === 0) return { queryStringParameters: null, multiValueQueryStringParameters: null };
  return {
    queryStringParameters: Object.fromEntries([...all].map(([name, values]) => [name, values.at(-1)!])),
    multiValueQueryStringParameters: Object.fromEntries(all),
  };
}
