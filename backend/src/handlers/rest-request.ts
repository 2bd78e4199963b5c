import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Origin } from '../identity/address.ts';

/** A REST request as far as this service looks at it. */
export interface RestRequest {
  readonly method: string;
  /** The route as API Gateway writes it: `/history/messages/{messageId}`. */
  readonly resource: string;
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly origin: string | undefined;
  readonly accept: string;
  /** What stands behind `Bearer` in `Authorization`; empty where something else stands there. */
  readonly bearer: string | undefined;
  readonly body: string;
  readonly requestId: string;
  /** Where it came from. */
  readonly from: Origin;
}

export function readRestRequest(event: APIGatewayProxyEvent): RestRequest {
  // API Gateway writes null where there are none.
  const given = event.headers as typeof event.headers | null;
  const headers = Object.fromEntries(Object.entries(given ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const body = event.body ?? '';
  return {
    method: event.httpMethod,
    resource: event.resource,
    parameters: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    origin: headers['origin'],
    accept: headers['accept'] ?? '',
    bearer: bearerOf(headers['authorization']),
    body: event.isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
    requestId: event.requestContext.requestId,
    from: { headers, sourceIp: event.requestContext.identity.sourceIp },
  };
}

function bearerOf(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
}
