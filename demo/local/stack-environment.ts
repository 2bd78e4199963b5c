import { writeBots, type NamedBots } from '@lex-chat/backend/functions/bots';
import type { Environment } from '@lex-chat/backend/functions/environment';
import type { HookEnvironment } from '@lex-chat/backend/functions/hook-environment';

/** Of all keys on this machine. */
export const SECRET_ACCESS_KEY = 'laptop';

export const STAGE = 'local';
export const TABLES = {
  conversationsTable: 'conversations',
  connectionsTable: 'connections',
  ledgerTable: 'ledger',
  accountsTable: 'accounts',
  missedTable: 'missed',
};
export const UPLOADS_BUCKET = 'uploads';
export const SESSION_SECRET_ID = 'session-secret';
/** The key of the model, when it is asked over OpenAI's protocol. */
export const MODEL_KEY_ID = 'model-key';
/** By it the gateway shows functions that it stands in for CloudFront. */
export const ORIGIN_SECRET_ID = 'origin-secret';
/** What the demo site signs with; see `docs/signing.md`. */
export const SITE = { id: 'demo-site', secretId: 'site-secret' };

/** What the stack on AWS would tell the functions, with the addresses of this machine. */
export function environmentFor(
  { front, sockets }: { readonly front: number; readonly sockets: string },
  bots: NamedBots,
  allowedOrigins: readonly string[],
): Environment & HookEnvironment {
  return {
    CONVERSATIONS_TABLE: TABLES.conversationsTable,
    CONNECTIONS_TABLE: TABLES.connectionsTable,
    LEDGER_TABLE: TABLES.ledgerTable,
    ACCOUNTS_TABLE: TABLES.accountsTable,
    SESSION_SECRET_ID,
    ORIGIN_SECRET_ID,
    SITE_ID: SITE.id,
    SITE_SECRET_ID: SITE.secretId,
    ALLOWED_ORIGINS: [...ownOrigins(front), ...allowedOrigins].join(','),
    BOTS: writeBots(bots),
    MINIMUM_CONFIDENCE: '0.6',
    MODEL: 'bedrock:laptop-stand-in',
    MODEL_MAX_TOKENS: '1000',
    ANSWER_FUNCTION: 'answer',
    UPLOADS_BUCKET,
    SOCKET_URL: socketUrlAt(ownHosts(front)[0]!),
    WS_CALLBACK_URL: `${sockets}/${STAGE}`,
  };
}

/** The model stand-in at `url`, asked as OpenAI would be. */
export function openAiAt(url: string): Partial<Environment> {
  return { MODEL: 'openai:laptop-stand-in', MODEL_URL: `${url}/v1`, MODEL_KEY_SECRET_ID: MODEL_KEY_ID };
}

/** The variables by which unchanged AWS clients find the stand-ins. They sign their requests, with keys that open nothing. */
export function endpoints(urls: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const variables = Object.entries(urls).map(([service, url]) => [`AWS_ENDPOINT_URL_${service}`, url] as const);
  return {
    ...Object.fromEntries(variables),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'laptop',
    AWS_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

/** The names of this machine with the port of the one address, the usual one first. */
export function ownHosts(port: number): readonly string[] {
  return ['localhost', '127.0.0.1'].map(name => `${name}:${port}`);
}

/** Of the stack's own pages. */
export function ownOrigins(port: number): readonly string[] {
  return ownHosts(port).map(host => `http://${host}`);
}

export function socketUrlAt(host: string): string {
  return `ws://${host}/socket`;
}
