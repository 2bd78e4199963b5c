import { isRecord } from '@lex-chat/protocol';
import type { ModelPart, Usage } from '../conversation/ports.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import type { Chunk } from './openai-stream.ts';

/**
 * The chunks of an answer as parts. Every chunk gives a part, if only an empty one: a model that thinks before it speaks
 * is alive. An answer without `finish_reason` broke off, however politely the connection was closed.
 */
export async function* toParts(
  chunks: AsyncIterable<Chunk>,
  textIn: (choice: Chunk) => unknown,
): AsyncGenerator<ModelPart> {
  let reason: string | null = null;
  // Usage comes in a chunk of its own behind the last choice.
  let usage: Usage | null = null;
  for await (const chunk of chunks) {
    usage = usageIn(chunk) ?? usage;
    const choice = choiceIn(chunk);
    if (!choice) continue;
    const text = textIn(choice);
    yield { type: 'text', text: typeof text === 'string' ? text : '' };
    if (typeof choice['finish_reason'] === 'string') reason = choice['finish_reason'];
  }
  if (reason === null || reason === 'error') {
    throw new UpstreamError('openai', { cause: new Error('the answer ended without its end mark') });
  }
  yield { type: 'finish', reason: finishReason(reason), usage };
}

function choiceIn({ choices }: Chunk): Chunk | undefined {
  const [first] = Array.isArray(choices) ? (choices as readonly unknown[]) : [];
  return isRecord(first) ? first : undefined;
}

function usageIn({ usage }: Chunk): Usage | undefined {
  if (!isRecord(usage)) return undefined;
  const { prompt_tokens: input, completion_tokens: output } = usage;
  return typeof input === 'number' && typeof output === 'number' ? { input, output } : undefined;
}

/** `stop` is the usual end; servers that are only compatible have names of their own for it. */
function finishReason(reason: string): 'complete' | 'length' | 'filtered' {
  if (reason === 'length') return 'length';
  if (reason === 'content_filter') return 'filtered';
  return 'complete';
}
