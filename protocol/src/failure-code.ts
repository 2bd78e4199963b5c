/** Why the service could not do as asked. Append only: old widgets outlive deployments. */
export const FAILURE_CODES = [
  'invalid-message',
  'text-too-long',
  'too-large',
  'session-invalid',
  'session-expired',
  'origin-refused',
  'not-found',
  'method-not-allowed',
  'rate-limited',
  'unavailable',
  'internal',
  'visitor-refused',
  'bot-unknown',
  'budget-exhausted',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

export function isFailureCode(value: unknown): value is FailureCode {
  return (FAILURE_CODES as readonly unknown[]).includes(value);
}

/** Why a file is not taken, besides those: told over REST alone, while it is being attached. Append only. */
export const FILE_FAILURE_CODES = [
  /** Nothing this service reads, by its name. */
  'file-type-refused',
  /** Something else than its name says, or damaged. */
  'file-mismatched',
  'file-empty',
  'file-encrypted',
  /** It was not brought, or is no more. */
  'file-unknown',
] as const;

export type FileFailureCode = (typeof FILE_FAILURE_CODES)[number];

/** Any code of a refusal over REST. */
export type ProblemCode = FailureCode | FileFailureCode;
