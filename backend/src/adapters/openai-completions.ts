import type { LanguageModel, Prompt } from '../conversation/ports.ts';
import { quoteFile } from './openai-content.ts';
import { toParts } from './openai-parts.ts';
import { streamChunks, type OpenAiEndpoint } from './openai-stream.ts';

export interface OpenAiCompletionsOptions extends OpenAiEndpoint {
  readonly model: string;
}

const NAMES = { visitor: 'Visitor', assistant: 'Assistant' } as const;

/** Where the model begins to make up the visitor's next line, it is stopped. */
const STOP = `\n${NAMES.visitor}:`;

/** A model behind OpenAI's older completions, which continues a text: the conversation is written down as a play. */
export function createOpenAiCompletions(
  { model, ...endpoint }: OpenAiCompletionsOptions,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): LanguageModel {
  return {
    name: model,
    stream(prompt, signal) {
      const body = { model, prompt: writePlay(prompt), max_tokens: prompt.maxTokens, stop: [STOP] };
      return toParts(streamChunks(endpoint, 'completions', body, signal, fetch), ({ text }) => text);
    },
  };
}

/** The prompt as one text. Only a real turn begins at the margin: what is said is indented, so nobody can speak for another. */
export function writePlay({ system, turns }: Prompt): string {
  const lines = turns.map(
    ({ role, text, files = [] }) =>
      `${NAMES[role]}: ${[...files.map(quoteFile), text].join('\n').replace(/\r\n|[\n\r\u0085\u2028\u2029]/g, '\n  ')}`,
  );
  return `${system}\n\n${lines.join('\n')}\n${NAMES.assistant}:`;
}
