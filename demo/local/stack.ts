import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NamedBots } from '@lex-chat/backend/functions/bots';
import { GATEWAY_REFUSALS } from '@lex-chat/backend/functions/gateway-refusals';
import type { LimitVariables } from '@lex-chat/backend/functions/limits';
import type { ModelItem } from '@lex-chat/backend/functions/models';
import {
  CHANNEL_ROUTES,
  FUNCTIONS,
  REST_ROUTES,
  SOCKET_ANSWERS,
  SOCKET_FUNCTION,
} from '@lex-chat/backend/functions/routes';
import { startChannels, type LocalChannels } from './channels/start-channels.ts';
import { createDeveloperProof } from './developer-proof.ts';
import { fitSocketUrl } from './fit-socket-url.ts';
import { startDynamo, type LocalDynamo } from './dynamodb.ts';
import { startFaults, type Faults } from './faults/switchboard.ts';
import { startFunctions, type FunctionHost, type FunctionHostOptions } from './functions/function-host.ts';
import { createLambdaApi } from './functions/lambda-api.ts';
import { createCallbackApi } from './gateway/callback-api.ts';
import type { ViewerAddress } from './gateway/forwarded-headers.ts';
import { createRestGateway, type RestGatewayOptions } from './gateway/rest-gateway.ts';
import { attachSocketGateway, type SocketGateway } from './gateway/socket-gateway.ts';
import { ACCOUNT_REQUESTS, createTokenBucket, type TokenBucket } from './gateway/token-bucket.ts';
import { startKnowledge } from './knowledge.ts';
import { startLexServer, type LexServer } from './lex/server.ts';
import { holdRequests, listen, portOf, stop, urlAt, urlOf } from './listening.ts';
import { createPlaygroundFaults } from './playground-faults.ts';
import { BOTS, namedBot, type LocalBots } from './local-bots.ts';
import { startModel, type Model, type Pace } from './model/start-model.ts';
import { startUploads } from './s3/uploads.ts';
import type { LocalS3 } from './s3/server.ts';
import { startSecrets, type LocalSecrets } from './secrets.ts';
import {
  endpoints,
  environmentFor,
  MODEL_KEY_ID,
  openAiAt,
  ORIGIN_SECRET_ID,
  SESSION_SECRET_ID,
  SITE,
  ownOrigins,
  STAGE,
  TABLES,
} from './stack-environment.ts';
import { createNotFoundPage, createSite } from './site.ts';

export interface StackOptions {
  /** Where the one address is; 0 for any free port. Rejects with `EADDRINUSE` when it is taken. */
  readonly port: number;
  /** The folder where data survives a restart; null keeps it in memory. */
  readonly data: string | null;
  /** Takes each line that the functions write. */
  readonly log: (line: string) => void;
  /** Origins of pages elsewhere that may chat as well. @default - only the stack's own pages */
  readonly allowedOrigins?: readonly string[];
  /** The bots that Lex runs. @default - hello-world and banking */
  readonly bots?: LocalBots;
  /** How fast the model stand-in answers. */
  readonly pace?: Pace;
  /**
   * Who may chat: anybody, or only those for whom the site vouches.
   * @default 'guests'
   */
  readonly visitors?: 'guests' | 'signed';
  /** Whether tests, and the playground, can break what is behind the functions, by `Stack.faults`. @default false */
  readonly faults?: boolean;
  /** Whether people can write over Messenger and Slack, by `Stack.channels`. @default false */
  readonly channels?: boolean;
  /** Whether the model is told what stands on the pages of the demo sites. @default false */
  readonly knowledge?: boolean;
  /** Over whose protocol the model stand-in is asked. @default 'bedrock' */
  readonly protocol?: 'bedrock' | 'openai';
  /** Which models visitors may choose in place of the usual one; the stand-in is each of them. @default - none */
  readonly models?: readonly ModelItem[];
  /** Of each function, as of `startFunctions`. */
  readonly processes?: Pick<FunctionHostOptions, 'processesPerFunction' | 'invocationsPerProcess'>;
  /** How long a client may read nothing, or leave a head, a body or a message unfinished, in milliseconds. @default 30 000 */
  readonly stalledMs?: number;
  /** What tests shorten: `WAIT_FACTOR` of the functions. @default 1 */
  readonly waitFactor?: number;
  /** Rates and budgets, by the names of the functions' variables. @default - those of a deployment that sets none */
  readonly limits?: LimitVariables;
  /** Whether what no intent knew is counted, without what may tell who said it. @default false */
  readonly keepsMissed?: boolean;
  /** How tests let requests come from elsewhere. @default - the other end of the connection */
  readonly viewerAddress?: ViewerAddress;
}

/** The whole service on one machine: one address for browsers, and what stands in for AWS behind it. */
export interface Stack {
  readonly url: string;
  /** What the functions are told of the bots that Lex runs. */
  readonly bots: NamedBots;
  readonly dynamo: LocalDynamo;
  readonly secrets: LocalSecrets;
  readonly lex: LexServer;
  readonly model: Model;
  /** Where visitors' files lie. */
  readonly uploads: LocalS3;
  readonly functions: FunctionHost;
  readonly sockets: SocketGateway;
  /** Null unless they were asked for, as are the faults. */
  readonly channels: LocalChannels | null;
  readonly faults: Faults | null;
  /** Stops everything and frees the port. */
  close(): Promise<void>;
}

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PAGES = folder('../site');

/** Ours: AWS names no figure. */
const STALLED_MS = 30_000;

export async function startStack(options: StackOptions): Promise<Stack> {
  const { port, data, log, pace, allowedOrigins = [], visitors = 'guests', protocol = 'bedrock' } = options;
  const { limits = {}, viewerAddress } = options;
  const { bots: [first, ...others] = BOTS } = options;
  const local: LocalBots = [first, ...others];
  // Both listen before there is anything to serve: the functions are told these addresses when they start.
  const { stalledMs = STALLED_MS } = options;
  const front = await listen(port, stalledMs);
  const answerHeld = holdRequests(front);
  const back = await listen(0, STALLED_MS);
  const pages = { pages: PAGES, url: `${urlAt(portOf(front))}/`, folder: data };
  const knowledge = options.knowledge === true ? await startKnowledge(pages) : null;
  const bots: NamedBots = [
    namedBot(first, 0, knowledge?.of),
    ...others.map((bot, i) => namedBot(bot, i + 1, knowledge?.of)),
  ];
  // Lex starts before the functions do, since they are told where it is, and is asked nothing before that.
  const channels = options.channels === true ? await startChannels() : null;
  const codeHook = (event: unknown) => functions.invoke('hooks', event);
  const [dynamo, secrets, lex, model, uploads] = await Promise.all([
    startDynamo({ ...TABLES, ...(data !== null && { path: join(data, 'dynamodb') }) }),
    startSecrets({
      ids: [SESSION_SECRET_ID, ORIGIN_SECRET_ID, SITE.secretId, MODEL_KEY_ID],
      ...(channels && { given: channels.secrets }),
      folder: data,
    }),
    startLexServer({
      bots: local.map(({ bot, hasFunction }, i) => ({ ...bots[i]!, bot, ...(hasFunction && { codeHook }) })),
    }),
    startModel({ pages: PAGES, ...(pace && { pace }) }),
    startUploads([...ownOrigins(portOf(front)), ...allowedOrigins], data),
  ]);

  const services = {
    lex: lex.url,
    model: model.url,
    dynamo: dynamo.url,
    lambda: urlOf(back),
    sockets: urlOf(back),
    uploads: uploads.url,
  };
  const faults = options.faults === true ? await startFaults(services, () => functions) : null;
  const urls = faults?.urls ?? services;
  const functions: FunctionHost = startFunctions({
    folder: folder('../../backend/dist'),
    functions: FUNCTIONS,
    environment: {
      ...environmentFor({ front: portOf(front), sockets: urls.sockets }, bots, allowedOrigins),
      VISITORS: visitors,
      ...(options.waitFactor !== undefined && { WAIT_FACTOR: String(options.waitFactor) }),
      ...(protocol === 'openai' && openAiAt(urls.model)),
      ...(options.models && { MODELS: JSON.stringify(options.models) }),
      ...(options.keepsMissed === true && { MISSED_TABLE: TABLES.missedTable }),
      ...limits,
      ...channels?.variables,
      ...endpoints({
        LEX_RUNTIME_V2: urls.lex,
        BEDROCK_RUNTIME: urls.model,
        DYNAMODB: urls.dynamo,
        SECRETS_MANAGER: secrets.url,
        S3: urls.uploads,
        LAMBDA: urls.lambda,
      }),
    },
    log,
    ...options.processes,
  });

  // One rate for REST, sockets and callbacks together, as for an account of AWS.
  const requests = createTokenBucket(ACCOUNT_REQUESTS);
  // As CloudFront stands before both APIs.
  const edge = {
    originHeaders: { 'X-Origin-Verify': secrets.current(ORIGIN_SECRET_ID) },
    ...(viewerAddress && { viewerAddress }),
  };
  const sockets = attachSocketGateway(front, {
    ...edge,
    path: '/socket',
    host: functions,
    functionName: SOCKET_FUNCTION,
    answers: SOCKET_ANSWERS,
    stage: STAGE,
    requests,
    limits: { stalledMs },
  });
  serveBack(back, functions, sockets, requests);
  const proves = createDeveloperProof(SITE.id, () => secrets.current(SITE.secretId));
  serveFront(front, urls.uploads, [proves, createPlaygroundFaults(faults)], {
    ...edge,
    routes: channels ? [...REST_ROUTES, ...CHANNEL_ROUTES] : REST_ROUTES,
    host: functions,
    requests,
    bodyMs: stalledMs,
    unreadMs: stalledMs,
  });
  answerHeld();

  return {
    url: urlAt(portOf(front)),
    bots,
    dynamo,
    secrets,
    lex,
    model,
    uploads,
    functions,
    sockets,
    channels,
    faults,
    async close() {
      await sockets.close();
      await functions.close();
      await faults?.close();
      await channels?.close();
      await knowledge?.close();
      const standIns = [dynamo, secrets, lex, model, uploads];
      await Promise.all([stop(front), stop(back), ...standIns.map(standIn => standIn.close())]);
    },
  };
}

/** What browsers reach: the demo site and the widget, else the API, as CloudFront would choose. */
function serveFront(
  front: Server,
  uploads: string,
  playground: readonly ((request: IncomingMessage, response: ServerResponse) => boolean)[],
  options: Omit<RestGatewayOptions, 'stage'>,
): void {
  const site = createSite({ pages: PAGES, widget: folder('../../widget/dist'), uploads });
  const notFound = createNotFoundPage(PAGES);
  const api = createRestGateway({
    ...options,
    stage: STAGE,
    refusals: GATEWAY_REFUSALS,
    fitToHost: fitSocketUrl(portOf(front)),
  });

  front.on('request', (request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    // Whoever does not ask for a page is no visitor of the site, and is refused as a program.
    const isForPage = request.method === 'GET' || request.method === 'HEAD';
    if (playground.some(answers => answers(request, response))) return;
    if (api.serves(path) || !isForPage) void api.answer(request, response);
    else void site(request, response).then(isServed => (isServed ? undefined : notFound(request, response)));
  });
}

/** What only functions reach: each other, and the open sockets. */
function serveBack(back: Server, functions: FunctionHost, { connections }: SocketGateway, requests: TokenBucket): void {
  const lambda = createLambdaApi(functions);
  const callbacks = createCallbackApi({ connections, stage: STAGE, requests });

  back.on('request', (request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    void (lambda.serves(path) ? lambda : callbacks).answer(request, response);
  });
}
