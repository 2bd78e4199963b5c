import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createSecret } from '../adapters/secret.ts';
import { createSessionTokens } from '../identity/session-token.ts';
import type { Environment } from './environment.ts';
import { list } from './environment.ts';

/** What a function needs to tell who speaks. */
export function createSessionOptions({ SESSION_SECRET_ID, SOCKET_URL, BOT_LOCALES, ALLOWED_ORIGINS }: Environment) {
  return {
    tokens: createSessionTokens(createSecret(new SecretsManagerClient(), SESSION_SECRET_ID)),
    socketUrl: SOCKET_URL,
    botLocales: list(BOT_LOCALES),
    allowedOrigins: list(ALLOWED_ORIGINS),
  };
}
