import { isRecord } from '@lex-chat/protocol';
import type { LanguageModel, Prompt } from '../conversation/ports.ts';
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

function messagesOf({ system, turns }: Prompt) {
  return [
    { role: 'system', content: system },
    ...turns.map(({ role, text }) => ({ role: role === 'visitor' ? 'user' : 'assistant', content: text })),
  ];
}
