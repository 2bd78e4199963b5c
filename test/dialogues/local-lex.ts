import { LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import { banking } from '@lex-chat/backend/bots/banking';
import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { startDynamo } from '@lex-chat/demo/dynamodb';
import { startLexServer, type LexServer } from '@lex-chat/demo/lex/server';
import type { LexV2Event } from 'aws-lambda';
import { TableError } from './tables.ts';

export type CodeHook = (event: LexV2Event) => Promise<unknown>;

export interface LocalLex {
  readonly url: string;
  readonly dynamoUrl: string;
  readonly client: LexRuntimeV2Client;
  readonly calls: LexServer['calls'];
  /** Where the bot is that its tables call so. Throws a TableError for one that is not here. */
  place(name: string, localeId: string): { botId: string; botAliasId: string; localeId: string };
  close(): Promise<void>;
}

/** AWS's clients refuse ids of another length. */
const ALIAS_ID = 'LAPTOP0001';
const ACCOUNTS_TABLE = 'accounts';

const BOTS = [
  { name: 'hello-world', botId: 'HELLOWORLD', bot: helloWorld },
  { name: 'banking', botId: 'BANKING001', bot: banking },
];

/**
 * The bots on the laptop's Lex, with the function that is deployed behind them, over a DynamoDB of their own in memory. Where
 * Lex draws a variation by lot it takes the first.
 */
export async function startLocalLex(codeHook?: CodeHook): Promise<LocalLex> {
  const dynamo = await startDynamo({
    conversationsTable: 'conversations',
    connectionsTable: 'connections',
    ledgerTable: 'ledger',
    accountsTable: ACCOUNTS_TABLE,
    missedTable: 'missed',
  });
  const hook = codeHook ?? (await loadFunction(dynamo.url));
  const bots = BOTS.map(({ botId, bot }) => ({ botId, aliasId: ALIAS_ID, bot, codeHook: hook }));
  const lex = await startLexServer({ bots }, Date.now, () => 0);
  const client = new LexRuntimeV2Client({
    endpoint: lex.url,
    region: 'local',
    credentials: KEYS,
    maxAttempts: 1,
    // By default this client speaks HTTP/2, and the laptop's Lex does not.
    requestHandler: new NodeHttpHandler(),
  });
  return {
    url: lex.url,
    dynamoUrl: dynamo.url,
    client,
    calls: lex.calls,
    place(name, localeId) {
      const found = BOTS.find(bot => bot.name === name);
      if (!found) throw new TableError(`There is no bot ${name} here, only ${BOTS.map(bot => bot.name).join(', ')}`);
      return { botId: found.botId, botAliasId: ALIAS_ID, localeId };
    },
    async close() {
      client.destroy();
      await Promise.all([lex.close(), dynamo.close()]);
    },
  };
}

const KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Lambda builds the clients of a function when it is loaded, from the environment it has then. */
async function loadFunction(dynamoUrl: string): Promise<CodeHook> {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamoUrl,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    ACCOUNTS_TABLE,
    MODEL: 'bedrock:none',
    MODEL_MAX_TOKENS: '1',
  });
  const { handler } = await import('@lex-chat/backend/functions/hooks');
  return event => handler(event, { getRemainingTimeInMillis: () => 30_000 });
}
