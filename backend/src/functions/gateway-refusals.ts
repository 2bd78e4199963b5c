import type { FailureCode } from '@lex-chat/protocol';
import { problemAnswer } from '../handlers/rest-answer.ts';

/** What API Gateway refuses by itself, by the type of its gateway response, in the service's own words. */
const CODES = {
  MISSING_AUTHENTICATION_TOKEN: 'not-found',
  RESOURCE_NOT_FOUND: 'not-found',
  BAD_REQUEST_BODY: 'invalid-message',
  BAD_REQUEST_PARAMETERS: 'invalid-message',
  REQUEST_TOO_LARGE: 'too-large',
  THROTTLED: 'rate-limited',
  QUOTA_EXCEEDED: 'rate-limited',
  DEFAULT_4XX: 'invalid-message',
  DEFAULT_5XX: 'unavailable',
} as const satisfies Readonly<Record<string, FailureCode>>;

export type GatewayRefusalType = keyof typeof CODES;

export interface GatewayRefusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A template of API Gateway's: `$context.requestId` stands for the id of the request. */
  readonly template: string;
}

/** Where a page or a program looks for the code and the request id of a refusal, it finds them, whoever refused. */
export const GATEWAY_REFUSALS: Readonly<Record<GatewayRefusalType, GatewayRefusal>> = Object.fromEntries(
  Object.entries(CODES).map(([type, code]) => {
    const { statusCode: status, headers, body: template } = problemAnswer({ code }, '$context.requestId');
    const wait = status === 429 ? { 'Retry-After': '1' } : {};
    return [type, { status, headers: { ...headers, ...wait }, template }];
  }),
) as Record<GatewayRefusalType, GatewayRefusal>;
