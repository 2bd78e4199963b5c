import {
  ConverseStreamCommand,
  type BedrockRuntimeClient,
  type ContentBlock,
  type StopReason,
} from '@aws-sdk/client-bedrock-runtime';
import type { LanguageModel, ModelPart, Prompt, PromptFile, PromptTurn, Usage } from '../conversation/ports.ts';
import { readRefusal } from './bedrock-refusal.ts';

export interface BedrockModelOptions {
  /** A model, or an inference profile by id or ARN. */
  readonly modelId: string;
  /** What Bedrock itself lets neither in nor out. */
  readonly guardrail?: { readonly id: string; readonly version: string };
}

/**
 * Any model that Bedrock's ConverseStream knows. `client` must speak HTTP/1.1: over HTTP/2 a stream that is cut
 * ends without an error. A stream without its `messageStop` counts as broken off all the same. It must not retry
 * either: that is done in one place for all models.
 */
export function createBedrockModel(client: BedrockRuntimeClient, options: BedrockModelOptions): LanguageModel {
  return {
    name: options.modelId,
    async *stream(prompt, signal) {
      // Bedrock goes on, and bills what nobody reads, unless it is hung up on.
      const hangUp = new AbortController();
      try {
        yield* read(client, options, prompt, AbortSignal.any([signal, hangUp.signal]));
      } catch (error) {
        throw readRefusal(error);
      } finally {
        hangUp.abort();
      }
    },
  };
}

async function* read(
  client: BedrockRuntimeClient,
  { modelId, guardrail }: BedrockModelOptions,
  { system, turns, maxTokens }: Prompt,
  signal: AbortSignal,
): AsyncGenerator<ModelPart> {
  const command = new ConverseStreamCommand({
    modelId,
    system: [{ text: system }],
    messages: turns.map(turn => ({ role: turn.role === 'visitor' ? 'user' : 'assistant', content: contentOf(turn) })),
    // Bedrock reserves quota for this many at the start, and for the model's maximum if it is not told.
    inferenceConfig: { maxTokens },
    ...(guardrail && {
      guardrailConfig: {
        guardrailIdentifier: guardrail.id,
        guardrailVersion: guardrail.version,
        // `async` shows a text first and judges it afterwards.
        streamProcessingMode: 'sync',
      },
    }),
  });
  const { stream } = await client.send(command, { abortSignal: signal });

  let stopReason: StopReason | undefined;
  // Usage comes behind the end mark, in `metadata`, so the stream is read to its end.
  let usage: Usage | null = null;
  for await (const event of stream ?? []) {
    // Empty for what a model thinks before it speaks: it is alive.
    if (event.contentBlockDelta) yield { type: 'text', text: event.contentBlockDelta.delta?.text ?? '' };
    if (event.messageStop) stopReason = event.messageStop.stopReason;
    if (event.metadata?.usage) {
      const { inputTokens = 0, outputTokens = 0 } = event.metadata.usage;
      usage = { input: inputTokens, output: outputTokens };
    }
  }
  // A signal that is aborted while the stream waits can also end it without a word.
  signal.throwIfAborted();
  if (!stopReason) throw new Error('the stream ended without messageStop');
  yield { type: 'finish', reason: finishReason(stopReason), usage };
}

/** Files first: models attend better to a question behind what it is about. A document is never without a text beside it. */
function contentOf({ text, files = [] }: PromptTurn): ContentBlock[] {
  return [...files.map(blockOf), { text }];
}

function blockOf({ name, type, bytes }: PromptFile): ContentBlock {
  switch (type) {
    case 'png':
    case 'jpeg':
    case 'webp':
      return { image: { format: type, source: { bytes } } };
    case 'pdf':
    case 'txt':
    case 'csv':
    case 'md':
    case 'docx':
    case 'xlsx':
      return { document: { format: type, name, source: { bytes } } };
  }
}

function finishReason(stopReason: StopReason): 'complete' | 'length' | 'filtered' {
  switch (stopReason) {
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'content_filtered':
    case 'guardrail_intervened':
      return 'filtered';
    case 'malformed_model_output':
    case 'malformed_tool_use':
      throw new Error(`the model ended with ${stopReason}`);
    case 'end_turn':
    case 'stop_sequence':
    case 'tool_use':
      return 'complete';
  }
  // A reason of a later version of the service.
  return 'complete';
}
