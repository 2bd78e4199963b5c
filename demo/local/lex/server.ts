import type { Bot } from '@lex-chat/backend/bots/bot';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCall, type Answer } from './answer.ts';
import { overhearing, type Overhear } from '../overhear.ts';
import type { CodeHook } from './code-hook.ts';
import { invalid, LexFault } from './lex-fault.ts';
import { routeCall, type SessionPath } from './route.ts';
import { createRuntime, type Runtime } from './runtime.ts';
import { createThrottle, type ThrottleOptions } from './throttle.ts';

export interface LexServerOptions {
  readonly bots: readonly LexServerBot[];
  /** @default - any free port */
  readonly port?: number;
  /** Refuses with a ThrottlingException what comes faster. @default - takes everything */
  readonly throttle?: ThrottleOptions;
  /** @default - as long as Lex waits for a code hook: 30 s */
  readonly codeHookTimeoutMs?: number;
}

/** A bot behind an alias. */
export interface LexServerBot {
  readonly botId: string;
  readonly aliasId: string;
  readonly bot: Bot;
  /** The alias's Lambda function, for all locales. Without one, a turn that needs it is refused. */
  readonly codeHook?: CodeHook;
}

export interface LexServer {
  /** For `endpoint` of a client, or `AWS_ENDPOINT_URL_LEX_RUNTIME_V2`. */
  readonly url: string;
  /** Every call of an operation in its order, refused ones too. Never what was said. */
  readonly calls: readonly { readonly operation: string; readonly sessionId: string }[];
  readonly overhear: Overhear;
  /** Cuts open connections and frees the port. */
  close(): Promise<void>;
}

/** Starts a Lex V2 runtime on this machine alone. Signatures are not checked. Throws when a bot has a mistake or the port is taken. */
export async function startLexServer(
  { bots, port = 0, throttle, codeHookTimeoutMs }: LexServerOptions,
  now: () => number = Date.now,
  random: () => number = Math.random,
): Promise<LexServer> {
  const runtimes = new Map(
    bots.map(({ botId, aliasId, bot, codeHook }) => [
      `${botId}/${aliasId}`,
      createRuntime({ bot, codeHook, codeHookTimeoutMs }, now, random, randomUUID),
    ]),
  );
  const isWithinRate = throttle ? createThrottle(throttle, now) : () => true;
  const calls: { operation: string; sessionId: string }[] = [];

  const server = createServer((request, response) => {
    void handle(request)
      .catch((error: unknown) => refusal(error))
      .then(answer => send(response, answer));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    overhear: overhearing(server),
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };

  async function handle(request: IncomingMessage): Promise<Answer> {
    const body = await bodyOf(request);
    const call = routeCall(request.method ?? '', request.url ?? '');
    if (!call) throw new LexFault('ResourceNotFoundException', 'The laptop’s Lex has no such operation');
    calls.push({ operation: call.operation, sessionId: call.sessionId });
    if (!isWithinRate()) throw new LexFault('ThrottlingException', 'Rate exceeded');
    return answerCall(runtimeOf(call), call, body);
  }

  function runtimeOf({ botId, botAliasId }: SessionPath): Runtime {
    const runtime = runtimes.get(`${botId}/${botAliasId}`);
    if (!runtime)
      throw new LexFault('ResourceNotFoundException', `There is no bot ${botId} with the alias ${botAliasId}`);
    return runtime;
  }
}

/** More than any request that Lex takes. */
const BODY_MAX_BYTES = 256 * 1_024;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // The rest is read and dropped: a client that is still writing would not hear the refusal.
    if (length <= BODY_MAX_BYTES) chunks.push(chunk);
  }
  if (length > BODY_MAX_BYTES) throw invalid(`The body is over ${BODY_MAX_BYTES} bytes`);
  return Buffer.concat(chunks).toString('utf8');
}

/** A mistake of ours is Lex's own, without a word of how it came. */
function refusal(error: unknown): Answer {
  const fault = error instanceof LexFault ? error : new LexFault('InternalServerException', 'Internal server error');
  return {
    status: fault.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': fault.type },
    body: JSON.stringify({ message: fault.message }),
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'x-amzn-requestid': randomUUID() }).end(body);
}
