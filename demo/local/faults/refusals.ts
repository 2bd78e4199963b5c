import { LexFault, type FaultType } from '../lex/lex-fault.ts';
import type { Call, Fault } from './fault.ts';

/** Lex refuses in its own words. */
export function lexRefuses(type: FaultType): Fault {
  const { status, message } = new LexFault(type, 'refused for a test');
  return { does: 'refuse', status, headers: { 'x-amzn-errortype': type }, body: { message } };
}

/** DynamoDB has no capacity left for this. */
export const dynamoThrottles: Fault = dynamoRefuses(400, 'ProvisionedThroughputExceededException');

/** DynamoDB is not well. */
export const dynamoFails: Fault = dynamoRefuses(500, 'InternalServerError');

function dynamoRefuses(status: number, name: string): Fault {
  return {
    does: 'refuse',
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'refused for a test' },
  };
}

/** What changes something in a table. */
export function isWrite({ operation }: Call): boolean {
  return ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'].includes(operation);
}

const CALLBACK_ERRORS = {
  410: 'GoneException',
  429: 'LimitExceededException',
  500: 'InternalServerError',
} as const;

/** `@connections` refuses a post. */
export function callbacksRefuse(status: keyof typeof CALLBACK_ERRORS): Fault {
  return { does: 'refuse', status, headers: { 'x-amzn-errortype': CALLBACK_ERRORS[status] } };
}

/** Text of a vendor, which no visitor is to see and no log to hold. */
export const VENDOR_TEXT = 'You exceeded your current quota, please check your plan and billing details';

export interface ModelRefusal {
  readonly status: number;
  /** OpenAI's code. */
  readonly code: string;
  /** Bedrock's exception. */
  readonly exception: string;
  readonly retryAfterSeconds?: number;
}

/** How models refuse, in the words of both protocols. */
export const MODEL_REFUSALS = {
  throttled: { status: 429, code: 'rate_limit_exceeded', exception: 'ThrottlingException' },
  broken: { status: 500, code: 'server_error', exception: 'InternalServerException' },
  overloaded: { status: 503, code: 'overloaded', exception: 'ServiceUnavailableException' },
  wrongKey: { status: 401, code: 'invalid_api_key', exception: 'UnrecognizedClientException' },
  unpaid: { status: 429, code: 'insufficient_quota', exception: 'ServiceQuotaExceededException' },
} as const satisfies Readonly<Record<string, ModelRefusal>>;

/** The model refuses, in the words of the protocol in which it was asked. */
export function modelRefuses({ status, code, exception, retryAfterSeconds }: ModelRefusal): (call: Call) => Fault {
  const wait = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return ({ path }) =>
    isBedrock(path)
      ? {
          does: 'refuse',
          status,
          headers: { ...wait, 'x-amzn-errortype': exception },
          body: { message: VENDOR_TEXT },
        }
      : {
          does: 'refuse',
          status,
          headers: wait,
          body: { error: { message: VENDOR_TEXT, type: code, code } },
        };
}

export function isBedrock(path: string): boolean {
  return path.startsWith('/model/');
}
