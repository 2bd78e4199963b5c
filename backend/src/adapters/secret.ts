import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { UpstreamError } from '../conversation/upstream-error.ts';

/** Reads a secret once, when it is first wanted; a failure is not remembered. */
export function createSecret(client: SecretsManagerClient, secretId: string): () => Promise<string> {
  let secret: Promise<string> | undefined;
  return () => {
    secret ??= read(client, secretId).catch((error: unknown) => {
      secret = undefined;
      throw new UpstreamError('secrets', { cause: error });
    });
    return secret;
  };
}

async function read(client: SecretsManagerClient, secretId: string): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  if (!SecretString) throw new Error('the secret holds no string');
  return SecretString;
}
