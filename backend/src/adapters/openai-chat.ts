import { isRecord } from '@lex-chat/protocol';
import type { LanguageModel, Prompt, PromptTurn } from '../conversation/ports.ts';
import { toContent } from './openai-content.ts';
import { toParts } from './openai-parts.ts';
import { streamChunks, type OpenAiEndpoint } from './openai-stream.ts';

export interface OpenAiChatOptions extends OpenAiEndpoint {
  readonly model: string;
  /** What the token cap is called: OpenAI's newer models refuse `max_tokens`, other servers know nothing else. */
  readonly capName: 'max_completion_tokens' | 'max_tokens';
}

/** Any model behind OpenAI's chat completions, or behind a server that speaks the same, such as Ollama or vLLM. */
export function createOpenAiChat(
  { model, capName, ...endpoint }: OpenAiChatOptions,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): LanguageModel {
  return {
    name: model,
    stream(prompt, signal) {
      const body = { model, messages: messagesOf(prompt), [capName]: prompt.maxTokens };
      return toParts(streamChunks(endpoint, 'chat/completions', body, signal, fetch), ({ delta }) =>
        isRecord(delta) ? delta['content'] : null,
      );
    },
  };
}

/** Servers that only speak alike do not all take a list of parts, so a text alone is a text. */
function contentOf({ text, files = [] }: PromptTurn) {
  return files.length === 0 ? text : [...files.map(toContent), { type: 'text', text }];
}

function messagesOf({ system, turns }: Prompt) {
  return [
    { role: 'system', content: system },
    ...turns.map(turn => ({ role: turn.role === 'visitor' ? 'user' : 'assistant', content: contentOf(turn) })),
  ];
}
