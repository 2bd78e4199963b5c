import type { ServerResponse } from 'node:http';

/** Answers with a small JSON body, or with none. Quiet if the client has gone. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(status === 204 ? {} : { 'content-length': Buffer.byteLength(text) }),
    ...headers,
  });
  response.end(text);
}

/** Refuses as AWS's own services do: the SDK reads the error's name from the header. */
export function sendAwsError(response: ServerResponse, status: number, name: string, body: unknown): void {
  sendJson(response, status, body, { 'x-amzn-errortype': name });
}
