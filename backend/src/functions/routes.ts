/** The functions, each a file of this folder, with the most seconds one call may take. */
export const FUNCTIONS = {
  receive: { timeoutSeconds: 15 },
  answer: { timeoutSeconds: 300 },
  rest: { timeoutSeconds: 15 },
  chat: { timeoutSeconds: 300 },
  /** The code hook of the bots: Lex waits no longer. */
  hooks: { timeoutSeconds: 30 },
} as const;

export type FunctionName = keyof typeof FUNCTIONS;

export interface RestRoute {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As API Gateway writes it, with `{parameters}`. */
  readonly path: string;
  readonly calls: FunctionName;
  /** Whether the answer is streamed (`awslambda.streamifyResponse`). */
  readonly streams: boolean;
}

/** Which function takes which request: `infra` and the laptop's gateway both read this. Preflights (OPTIONS) go the same way. */
export const REST_ROUTES: readonly RestRoute[] = [
  { method: 'POST', path: '/sessions', calls: 'rest', streams: false },
  { method: 'DELETE', path: '/sessions', calls: 'rest', streams: false },
  { method: 'POST', path: '/chat', calls: 'chat', streams: true },
  { method: 'POST', path: '/chat/stop', calls: 'rest', streams: false },
  { method: 'POST', path: '/chat/wait', calls: 'rest', streams: false },
  { method: 'GET', path: '/history', calls: 'rest', streams: false },
  { method: 'DELETE', path: '/history', calls: 'rest', streams: false },
  { method: 'GET', path: '/history/export', calls: 'chat', streams: true },
  { method: 'GET', path: '/history/messages/{messageId}', calls: 'rest', streams: false },
  { method: 'POST', path: '/feedback', calls: 'rest', streams: false },
  { method: 'POST', path: '/uploads', calls: 'rest', streams: false },
  { method: 'POST', path: '/uploads/{uploadId}', calls: 'rest', streams: false },
  { method: 'DELETE', path: '/uploads/{uploadId}', calls: 'rest', streams: false },
  { method: 'GET', path: '/health', calls: 'rest', streams: false },
];

/** Where platforms call, which sign what they send: of use to a deployment that has a channel, see `docs/channels.md`. */
export const CHANNEL_ROUTES: readonly RestRoute[] = [
  { method: 'GET', path: '/channels/messenger', calls: 'rest', streams: false },
  { method: 'POST', path: '/channels/messenger', calls: 'rest', streams: false },
  { method: 'POST', path: '/channels/slack', calls: 'rest', streams: false },
];

/** What the gateway answers by itself, by the `type` of the message: what keeps a socket open calls no function. */
export const SOCKET_ANSWERS: Readonly<Record<string, string>> = { ping: JSON.stringify({ type: 'pong' }) };

/** All other routes of the socket (`$connect`, `$default`, `$disconnect`) go to this function. */
export const SOCKET_FUNCTION: FunctionName = 'receive';
