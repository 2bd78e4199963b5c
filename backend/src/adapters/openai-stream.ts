import { isRecord, readJson } from '@lex-chat/protocol';
import { UpstreamError } from '../conversation/upstream-error.ts';
import { isUnreached } from './is-unreached.ts';
import { readRefusal, readStreamedRefusal } from './openai-refusal.ts';
import { readEvents } from './server-sent-events.ts';

/** Where a model is that speaks OpenAI's protocol. */
export interface OpenAiEndpoint {
  /** Up to and with the version, such as `https://api.openai.com/v1`. */
  readonly url: string;
  /** Null where none is wanted, as on one's own machine. */
  readonly key: (() => Promise<string>) | null;
}

/** A piece of an answer, as it came. */
export type Chunk = Readonly<Record<string, unknown>>;

/**
 * The chunks of a streamed answer, parsed. Throws `UpstreamError` on a refusal, on a chunk that is no JSON and when the
 * connection breaks; whoever stops reading hangs up.
 *
 * Plain `fetch` instead of the package `openai`: two requests and one stream format are a hundred lines, against half a
 * megabyte in every answering function. The retries and timeouts of that package would have to be turned off as well,
 * because an answer is only tried again before its first token and within one count for all models.
 */
export async function* streamChunks(
  { url, key }: OpenAiEndpoint,
  path: 'chat/completions' | 'completions',
  body: object,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): AsyncGenerator<Chunk> {
  const hangUp = new AbortController();
  try {
    const response = await fetch(`${url}/${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'text/event-stream',
        ...(key && { Authorization: `Bearer ${(await key()).trim()}` }),
      },
      body: JSON.stringify({ ...body, stream: true, stream_options: { include_usage: true } }),
      // A key is never taken to another address.
      redirect: 'error',
      signal: AbortSignal.any([signal, hangUp.signal]),
    });
    if (response.status !== 200 || !response.body) throw await readRefusal(response);
    for await (const event of readEvents(response.body as AsyncIterable<Uint8Array>)) {
      if (event === '[DONE]') return;
      yield readChunk(event);
    }
  } catch (error) {
    throw error instanceof UpstreamError
      ? error
      : new UpstreamError('openai', { cause: error, isFree: isUnreached(error) });
  } finally {
    hangUp.abort();
  }
}

function readChunk(event: string): Chunk {
  const chunk = readJson(event);
  if (!isRecord(chunk)) throw new Error('a chunk of the answer is no JSON object');
  if (chunk['error']) throw readStreamedRefusal(chunk['error']);
  return chunk;
}
