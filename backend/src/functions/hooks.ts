import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { banking } from '../../bots/banking.ts';
import { SEED } from '../../bots/banking/seed.ts';
import { helloWorld } from '../../bots/hello-world.ts';
import { createDynamoAccounts } from '../adapters/dynamo/accounts.ts';
import { createBankingHooks } from '../hooks/banking.ts';
import { createHookHandler } from '../hooks/kit/lambda-handler.ts';
import { byBot, byIntent } from '../hooks/kit/routes.ts';
import { createModelFallback } from '../hooks/model-fallback.ts';
import { readHookEnvironment } from './hook-environment.ts';
import { warn } from './log.ts';
import { publishMetrics } from './measure.ts';
import { createModel } from './model.ts';

/** Three attempts of this stay well within what Lex waits for, so that the visitor can still be told. */
const TABLE_TIMEOUT_MS = 5_000;

const environment = readHookEnvironment(process.env);

const documents = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    requestHandler: new NodeHttpHandler({ requestTimeout: TABLE_TIMEOUT_MS, throwOnRequestTimeout: true }),
  }),
);

const fallback = createModelFallback({
  model: createModel(environment),
  maxTokens: Number(environment.MODEL_MAX_TOKENS),
  warn,
});
const accounts = createDynamoAccounts(documents, environment.ACCOUNTS_TABLE, SEED);

const answer = createHookHandler(
  byBot({
    [helloWorld.Name]: byIntent({ FallbackIntent: fallback }),
    [banking.Name]: byIntent({ ...createBankingHooks({ accounts, warn }), FallbackIntent: fallback }),
  }),
);

export const handler: typeof answer = (event, context) => answer(event, context).finally(publishMetrics);
