import { ConverseStreamCommand, type BedrockRuntimeClient, type StopReason } from '@aws-sdk/client-bedrock-runtime';
import type { LanguageModel, ModelPart, Prompt } from '../conversation/ports.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';

/**
 * Any model that Bedrock's ConverseStream knows. `client` must speak HTTP/1.1: over HTTP/2 a stream that is cut
 * ends without an error. A stream without its `messageStop` counts as broken off all the same.
 */
export function createBedrockModel(client: BedrockRuntimeClient, modelId: string): LanguageModel {
  return {
    name: modelId,
    async *stream(prompt, signal) {
      try {
        yield* read(client, modelId, prompt, signal);
      } catch (error) {
        throw new UpstreamError('bedrock', { cause: error });
      }
    },
  };
}

async function* read(
  client: BedrockRuntimeClient,
  modelId: string,
  { system, turns, maxTokens }: Prompt,
  signal: AbortSignal,
): AsyncGenerator<ModelPart> {
  const command = new ConverseStreamCommand({
    modelId,
    system: [{ text: system }],
    messages: turns.map(({ role, text }) => ({ role: role === 'visitor' ? 'user' : 'assistant', content: [{ text }] })),
    // Bedrock reserves quota for this many at the start, and for the model's maximum if it is not told.
    inferenceConfig: { maxTokens },
  });
  const { stream } = await client.send(command, { abortSignal: signal });

  let stopReason: StopReason | undefined;
  // Usage comes behind the end mark, in `metadata`, so the stream is read to its end.
  let usage: Extract<ModelPart, { type: 'finish' }>['usage'] = null;
  for await (const event of stream ?? []) {
    if (event.contentBlockDelta?.delta?.text) yield { type: 'text', text: event.contentBlockDelta.delta.text };
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

function finishReason(stopReason: StopReason): 'complete' | 'length' | 'filtered' {
  if (stopReason === 'max_tokens' || stopReason === 'model_context_window_exceeded') return 'length';
  if (stopReason === 'content_filtered' || stopReason === 'guardrail_intervened') return 'filtered';
  return 'complete';
}
