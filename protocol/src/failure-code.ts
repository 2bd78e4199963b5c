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
