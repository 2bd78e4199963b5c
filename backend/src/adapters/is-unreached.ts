/** Names of the system for what happens before a request is on its way, and of the clients where they have no keys for it. */
const BEFOREHAND: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CredentialsProviderError',
]);

/** Whether an error of a client tells that the service has not heard of the request. */
export function isUnreached(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  return BEFOREHAND.has(code) || BEFOREHAND.has(error.name) || isUnreached(error.cause);
}
