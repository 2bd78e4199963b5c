import { LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createDynamoMissed } from '../adapters/dynamo/missed-utterances.ts';
import { createLexRecognizer } from '../adapters/lex.ts';
import { createLexMemory, LONG_PATIENCE_MS } from '../adapters/lex-memory.ts';
import { createSeveralMemories, createSeveralRecognizers } from '../adapters/several-bots.ts';
import { botOf } from '../conversation/conversation-id.ts';
import { FILES_MAX_TOKENS } from '../conversation/files/prompt-files.ts';
import { createModelBudget } from '../conversation/limits/model-budget.ts';
import { isInspecting } from '../identity/visitor.ts';
import { readBots } from './bots.ts';
import type { Environment } from './environment.ts';
import { createFiles } from './files.ts';
import { createKnowledge } from './knowledge.ts';
import { createModel } from './model.ts';
import { readModels } from './models.ts';
import { budgetOf, readLimits, readPrices } from './limits.ts';
import { createReport } from './report.ts';
import type { createStores } from './stores.ts';
import { readWaits } from './waits.ts';

/** Who answers: Lex, and a language model. */
export function createConversePorts(environment: Environment, { ledger, documents }: ReturnType<typeof createStores>) {
  const { BOTS, KNOWLEDGE, MISSED_TABLE, MINIMUM_CONFIDENCE, MODEL_MAX_TOKENS, MODEL_PERSONA } = environment;
  const { lease, model, lexMs } = readWaits(environment);
  // One attempt: RecognizeText has no idempotency key, a retry moves the dialogue twice. So no connection is kept either:
  // one that the other side closed while this function was frozen would fail the first turn after it.
  // HTTP/1.1 for both: over HTTP/2 an answer that is cut off ends like one that is complete.
  const requestHandler = new NodeHttpHandler({
    httpAgent: { keepAlive: false },
    httpsAgent: { keepAlive: false },
    requestTimeout: lexMs,
    throwOnRequestTimeout: true,
  });
  const lex = new LexRuntimeV2Client({ maxAttempts: 1, requestHandler });
  const bots = readBots(BOTS);
  const recognizers = bots.map(bot => [bot.name, createLexRecognizer(lex, bot)] as const);
  const memories = bots.map(bot => [bot.name, createLexMemory(lex, bot, LONG_PATIENCE_MS)] as const);
  const personas = new Map(bots.map(({ name, persona }) => [name, persona]));
  const files = createFiles(environment);
  return {
    recognizer: createSeveralRecognizers(Object.fromEntries(recognizers)),
    botMemory: createSeveralMemories(Object.fromEntries(memories)),
    model: createModel(environment, undefined, model),
    models: new Map(
      readModels(environment).map(({ name, settings }) => [name, createModel(settings, undefined, model)] as const),
    ),
    knowledge: createKnowledge(bots, KNOWLEDGE),
    files,
    lease,
    policy: { minimumConfidence: Number(MINIMUM_CONFIDENCE) },
    budget: createModelBudget(
      ledger,
      budgetOf(readLimits(environment), Number(MODEL_MAX_TOKENS), files ? FILES_MAX_TOKENS : 0),
    ),
    maxTokens: Number(MODEL_MAX_TOKENS),
    ...(MISSED_TABLE !== undefined && { missed: createDynamoMissed(documents, MISSED_TABLE) }),
    personaIn: (conversationId: string) => personas.get(botOf(conversationId)) ?? MODEL_PERSONA,
    inspects: isInspecting,
    report: createReport(readPrices(environment)),
  };
}
