import { createServer, type ChatCompletionRequest, type Fixture, type TextResponse } from '@copilotkit/aimock';
import { once } from 'node:events';
import { overhearing, type Overhear } from '../overhear.ts';
import { showConverseFiles } from './converse-files.ts';
import { createFinder } from './find-passages.ts';
import { languageOf, type Language } from './passage.ts';
import { readQuestion, textIn } from './read-question.ts';
import { readSite } from './read-site.ts';
import { writeAnswer } from './write-answer.ts';

export interface ModelOptions {
  /** The folder of the site to answer from. It is read once, at the start. */
  readonly pages: string;
  /** Any free port without it. */
  readonly port?: number;
  readonly pace?: Pace;
}

export interface Pace {
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number;
}

/** Words put into the model's mouth. */
export interface Script {
  /** The answer to a request, of which it is told the instructions and the question. */
  readonly answer: (asked: { readonly system: string; readonly question: string }) => string;
  /** The length of each delta, in UTF-16 code units. */
  readonly pieces: number;
}

/** A request that was answered: its sizes, never its text. */
export interface ModelRequest {
  readonly messages: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The most it was to answer with; null where that was left open. */
  readonly maxTokens: number | null;
}

export interface Model {
  /** For `AWS_ENDPOINT_URL_BEDROCK_RUNTIME`; with `/v1` behind it, for `OPENAI_BASE_URL`. */
  readonly url: string;
  /** All requests answered so far, the oldest first. */
  readonly requests: readonly ModelRequest[];
  readonly overhear: Overhear;
  /** Has it say from now on what `script` says; null for what stands on the site again. */
  direct(script: Script | null): void;
  /** Cuts off the answers that are still on their way. */
  close(): Promise<void>;
}

/** About as fast as a person reads. */
const PACE: Pace = { firstTokenMs: 300, tokensPerSecond: 30 };

/**
 * A stand-in for Amazon Bedrock and for OpenAI on one local port, whatever model is asked for. It answers the visitor's
 * last message from the pages of the site.
 */
export async function startModel({ pages, port = 0, pace = PACE }: ModelOptions): Promise<Model> {
  const passages = await readSite(pages);
  const find = createFinder(passages);
  const requests: ModelRequest[] = [];

  const answer = (request: ChatCompletionRequest, language: Language): TextResponse => {
    const cut = cutTo(request.max_tokens, writeAnswer(readQuestion(request), find, passages), TOKEN_LENGTH[language]);
    const inputTokens = Math.ceil(textIn(request).length / TOKEN_LENGTH[language]);
    requests.push({
      messages: request.messages.length,
      inputTokens,
      outputTokens: cut.tokens,
      maxTokens: request.max_tokens ?? null,
    });
    return {
      content: cut.text,
      finishReason: cut.whole ? 'stop' : 'length',
      usage: { prompt_tokens: inputTokens, completion_tokens: cut.tokens },
    };
  };

  const fixtures = (['ko', 'en'] as const).map(language => ({
    match: {
      endpoint: 'chat' as const,
      predicate: (request: ChatCompletionRequest) => languageOf(readQuestion(request).text) === language,
    },
    response: (request: ChatCompletionRequest) => answer(request, language),
    chunkSize: TOKEN_LENGTH[language],
    streamingProfile: { ttft: pace.firstTokenMs, tps: pace.tokensPerSecond },
  }));
  let script: Script | null = null;
  const scripted: Fixture = {
    match: { endpoint: 'chat', predicate: () => script !== null },
    response: request => ({
      content: script!.answer({ system: textIn(request, 'system'), question: readQuestion(request).text }),
    }),
    get chunkSize() {
      return script?.pieces ?? 1;
    },
    streamingProfile: { ttft: pace.firstTokenMs, tps: pace.tokensPerSecond },
  };
  // The journal would keep what visitors said.
  const { server, url } = await createServer([scripted, ...fixtures], { port, journalMaxEntries: 1 });

  showConverseFiles(server);

  return {
    url,
    requests,
    overhear: overhearing(server),
    direct: next => void (script = next),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** UTF-16 code units in a token, roughly as real models count them. */
const TOKEN_LENGTH: Readonly<Record<Language, number>> = { ko: 2, en: 4 };

interface Cut {
  readonly text: string;
  readonly tokens: number;
  readonly whole: boolean;
}

function cutTo(maxTokens: number | undefined, text: string, tokenLength: number): Cut {
  const tokens = Math.ceil(text.length / tokenLength);
  if (maxTokens === undefined || maxTokens >= tokens) return { text, tokens, whole: true };
  return { text: text.slice(0, maxTokens * tokenLength), tokens: maxTokens, whole: false };
}
