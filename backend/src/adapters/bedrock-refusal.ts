import { UpstreamError, type Cure } from '../conversation/upstream-error.ts';
import { isUnreached } from './is-unreached.ts';
import { readRetryAfter } from './retry-after.ts';

/** What an error of the Bedrock client means: an exception of the service, one inside its stream, or a broken line. */
export function readRefusal(error: unknown): UpstreamError {
  const { $metadata, $response } = error as {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
  };
  return new UpstreamError('bedrock', {
    cause: error,
    cure: cureOf(error instanceof Error ? error.name : '', $metadata?.httpStatusCode ?? 0),
    retryAfterMs: readRetryAfter($response?.headers?.['retry-after']),
    isFree: ($metadata?.httpStatusCode ?? 0) >= 400 || isUnreached(error),
  });
}

/** Refused for what it asks. A stream that has begun tells its exceptions by name alone. */
const OF_THIS_REQUEST: ReadonlySet<string> = new Set(['ValidationException', 'ConflictException']);

/** Nothing here changes by waiting: permissions, an unknown model, keys, a quota of the account. */
const OF_THE_ACCOUNT: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'CredentialsProviderError',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'ResourceNotFoundException',
  'ServiceQuotaExceededException',
  'UnrecognizedClientException',
]);

function cureOf(name: string, status: number): Cure {
  if (OF_THE_ACCOUNT.has(name) || [401, 403, 404].includes(status)) return 'operator';
  if (OF_THIS_REQUEST.has(name) || [400, 409, 413, 422].includes(status)) return 'none';
  return 'retry';
}
