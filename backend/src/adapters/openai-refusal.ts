import { isRecord, readJson } from '@lex-chat/protocol';
import { UpstreamError, type Cure } from '../conversation/upstream-error.ts';
import { readRetryAfter } from './retry-after.ts';

/** Codes of a 429 that no waiting mends: the account has nothing left to spend. */
const UNPAID: ReadonlySet<unknown> = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'billing_hard_limit_reached',
  'billing_not_active',
]);

/** A vendor's code is written to logs only if it looks like one; its message never is, for it may quote what was asked. */
const CODE = /^[a-z][a-z0-9_.-]{0,60}$/i;

/** Longest refusal that is read, in UTF-16 code units. */
const BODY_MAX_LENGTH = 64_000;

/** What OpenAI means by an answer that is not 200. There are two kinds of 429: too much at once, and too little money. */
export async function readRefusal(response: Response): Promise<UpstreamError> {
  const { status, headers } = response;
  const codes = codesIn(await readBody(response));
  const code = codes.find(value => CODE.test(value)) ?? '';
  return new UpstreamError('openai', {
    cause: namedError(`OpenAi${status}${code && `:${code}`}`),
    cure: cureOf(status, codes),
    retryAfterMs: headers.has('retry-after-ms')
      ? readMilliseconds(headers.get('retry-after-ms'))
      : readRetryAfter(headers.get('retry-after')),
    isFree: true,
  });
}

/** What OpenAI means by an error that comes as an event of the stream. */
export function readStreamedRefusal(error: unknown): UpstreamError {
  const codes = codesIn({ error });
  const code = codes.find(value => CODE.test(value)) ?? 'error';
  const cure = codes.some(value => UNPAID.has(value)) ? 'operator' : 'retry';
  return new UpstreamError('openai', { cause: namedError(`OpenAiStream:${code}`), cure });
}

/** The name of an error is all that is logged of it. */
function namedError(name: string): Error {
  const error = new Error('refused');
  error.name = name;
  return error;
}

function cureOf(status: number, codes: readonly string[]): Cure {
  if (codes.some(code => UNPAID.has(code))) return 'operator';
  // 404: there is no such model, or no such address.
  if ([401, 402, 403, 404].includes(status)) return 'operator';
  if ([408, 409, 425, 429].includes(status) || status >= 500) return 'retry';
  return status >= 400 ? 'none' : 'operator';
}

function codesIn(body: unknown): readonly string[] {
  const error = isRecord(body) ? body['error'] : undefined;
  if (!isRecord(error)) return [];
  return [error['code'], error['type']].filter(value => typeof value === 'string');
}

async function readBody({ body }: Response): Promise<unknown> {
  if (!body) return undefined;
  try {
    const decoder = new TextDecoder();
    let text = '';
    for await (const bytes of body as AsyncIterable<Uint8Array>) {
      text += decoder.decode(bytes, { stream: true });
      if (text.length > BODY_MAX_LENGTH) return undefined;
    }
    return readJson(text);
  } catch {
    // A refusal that broke off is told by its status alone.
    return undefined;
  }
}

function readMilliseconds(value: string | null): number | null {
  const ms = Number(value);
  return value !== null && Number.isFinite(ms) && ms >= 0 ? Math.ceil(ms) : null;
}
