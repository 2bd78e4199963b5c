import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createBedrockModel } from '../adapters/bedrock.ts';
import { createLexRecognizer } from '../adapters/lex.ts';
import type { TurnEvent } from '../conversation/converse.ts';
import type { LanguageModel } from '../conversation/ports.ts';
import { list, type Environment } from './environment.ts';
import { info, warn } from './log.ts';

/** Lex usually answers in a tenth of this; past it the model is asked instead. */
const LEX_TIMEOUT_MS = 8_000;

/** A model that says nothing for so long has stopped, in milliseconds. */
const MODEL_PATIENCE = { connectionTimeout: 3_000, socketTimeout: 20_000 };

/** Who answers: Lex, and a language model. */
export function createConversePorts(environment: Environment) {
  const { BOT_ID, BOT_ALIAS_ID, BOT_LOCALES, MINIMUM_CONFIDENCE, MODEL_MAX_TOKENS } = environment;
  // One attempt: RecognizeText has no idempotency key, a retry moves the dialogue twice. So no connection is kept either:
  // one that the other side closed while this function was frozen would fail the first turn after it.
  // HTTP/1.1 for both: over HTTP/2 an answer that is cut off ends like one that is complete.
  const requestHandler = new NodeHttpHandler({
    httpAgent: { keepAlive: false },
    httpsAgent: { keepAlive: false },
    requestTimeout: LEX_TIMEOUT_MS,
    throwOnRequestTimeout: true,
  });
  const lex = new LexRuntimeV2Client({ maxAttempts: 1, requestHandler });
  return {
    recognizer: createLexRecognizer(lex, { botId: BOT_ID, aliasId: BOT_ALIAS_ID, locales: list(BOT_LOCALES) }),
    model: createModel(environment),
    policy: { minimumConfidence: Number(MINIMUM_CONFIDENCE) },
    maxTokens: Number(MODEL_MAX_TOKENS),
    report,
  };
}

function createModel({ MODEL }: Environment): LanguageModel {
  const [, provider, name] = /^(\w+):(.+)$/.exec(MODEL) ?? [];
  if (provider === 'bedrock' && name)
    return createBedrockModel(new BedrockRuntimeClient({ requestHandler: new NodeHttpHandler(MODEL_PATIENCE) }), name);
  throw new Error(`MODEL is ${MODEL}: it should be bedrock:<model id>`);
}

function report(event: TurnEvent): void {
  switch (event.event) {
    case 'routed':
      info('routed', { to: event.to, because: event.because });
      break;
    case 'model-finished':
      info('model-finished', {
        reason: event.reason,
        inputTokens: event.usage?.input ?? null,
        outputTokens: event.usage?.output ?? null,
      });
      break;
    case 'lex-unavailable':
    case 'reply-interrupted':
      warn(event.event, event.error);
  }
}
