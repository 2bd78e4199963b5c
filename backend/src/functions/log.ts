import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { UpstreamError } from '../conversation/upstream-error.ts';
import { measure } from './measure.ts';

const logger = new Logger({ serviceName: 'lex-chat' });

/** Has all further lines tell which call of the function they come from. */
export function nameRequest(context: Context): void {
  logger.addContext(context);
}

/** Something that happened, with numbers and names: never a text, token or secret. */
export function info(event: string, fields: Readonly<Record<string, string | number | boolean | null>> = {}): void {
  logger.info(event, fields);
}

/** Something that went wrong; with the id of the request that a caller was told, if there was one. */
export function warn(event: string, error: unknown, requestId?: string): void {
  if (isThrottle(error)) measure('Throttled');
  logger.warn(event, { fault: describe(error), ...(requestId !== undefined && { requestId }) });
}

/** Each service has its own name for it, and adapters put theirs around it. */
function isThrottle(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode === 429 || THROTTLES.test(error.name) || isThrottle(error.cause);
}

const THROTTLES = /Throttl|TooManyRequests|LimitExceeded|ThroughputExceeded|^OpenAi429/i;

interface Fault {
  readonly name: string;
  readonly service?: string;
  readonly cure?: string;
  readonly status?: number;
  readonly awsRequestId?: string;
  readonly at?: readonly string[];
  readonly cause?: Fault;
}

/** What may be logged of an error. Its message may not: AWS quotes the rejected value in some of them, and that can be a visitor's words. */
function describe(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: typeof error };
  const { httpStatusCode, requestId } =
    (error as { $metadata?: { httpStatusCode?: number; requestId?: string } }).$metadata ?? {};
  return {
    name: error.name,
    ...(error instanceof UpstreamError && { service: error.service, cure: error.cure }),
    ...(httpStatusCode !== undefined && { status: httpStatusCode }),
    ...(requestId !== undefined && { awsRequestId: requestId }),
    at: (error.stack ?? '')
      .split('\n')
      .filter(line => line.startsWith('    at '))
      .slice(0, 8)
      .map(line => line.trim()),
    ...(error.cause !== undefined && { cause: describe(error.cause) }),
  };
}
