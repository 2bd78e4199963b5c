import { REST_ROUTES } from '@lex-chat/backend/functions/routes';
import { newMessageId, replyIdOf } from '@lex-chat/protocol';

/** A request that a visitor with a good token would have taken. */
export interface RouteRequest {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** One for each route of the table that the gateway reads, so that a new one is not forgotten; `/chat` in both of its ways. */
export function requestsOfEveryRoute(): readonly RouteRequest[] {
  return REST_ROUTES.flatMap(({ method, path }) => {
    const body = BODIES[`${method} ${path}`];
    if (body === undefined && method === 'POST') throw new Error(`POST ${path} has no body to try it with`);
    const request = (name: string, headers: Readonly<Record<string, string>> = {}): RouteRequest => ({
      name,
      method,
      path: path.replace(/{(?:messageId|uploadId)}/, newMessageId()),
      headers,
      body: body && JSON.stringify(body()),
    });
    const name = `${method} ${path}`;
    return path === '/chat'
      ? [request(name), request(`${name} as events`, { accept: 'text/event-stream' })]
      : [request(name)];
  });
}

/** Sends it, with what else is to stand in its head. */
export function send(
  url: string,
  { method, path, headers, body }: RouteRequest,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(url + path, { method, headers: { ...headers, ...more }, ...(body !== undefined && { body }) });
}

const BODIES: Readonly<Record<string, () => object>> = {
  'POST /sessions': () => ({}),
  'POST /chat': () => ({ text: '안녕', messageId: newMessageId() }),
  'POST /chat/stop': () => ({ replyId: replyIdOf(newMessageId()) }),
  'POST /chat/wait': () => ({}),
  'POST /uploads': () => ({ name: 'a.csv', size: 5 }),
  'POST /uploads/{uploadId}': () => ({}),
  'POST /feedback': () => ({ replyId: replyIdOf(newMessageId()), rating: 'up' }),
};
