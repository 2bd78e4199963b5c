import { isRecord, readJson } from '@lex-chat/protocol';
import { UpstreamError } from '../../conversation/upstream-error.ts';
import { namedCause } from '../try-to-say.ts';

/** What a new token or another scope of the app mends. */
const FOR_OPERATOR: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_authed',
  'not_allowed_token_type',
  'token_expired',
  'token_revoked',
]);

const FOR_NOW: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'ratelimited',
  'rate_limited',
  'request_timeout',
  'service_unavailable',
]);

/** What Slack means by an answer: a refusal is a 200 as well, but that of too many calls. */
export function readSlackAnswer(status: number, headers: Headers, body: string): UpstreamError | null {
  const answer = readJson(body);
  const said = isRecord(answer) ? answer : {};
  if (status === 200 && said['ok'] === true) return null;
  const error = typeof said['error'] === 'string' && /^[a-z_]{1,60}$/.test(said['error']) ? said['error'] : '';
  const isForNow = status === 429 || status >= 500 || FOR_NOW.has(error);
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return new UpstreamError('slack', {
    cause: namedCause(`Slack${status}${error && `:${error}`}`),
    cure: isForNow ? 'retry' : FOR_OPERATOR.has(error) ? 'operator' : 'none',
    retryAfterMs: seconds >= 0 ? seconds * 1_000 : null,
  });
}
