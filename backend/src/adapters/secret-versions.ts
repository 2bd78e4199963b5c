import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { UpstreamError } from '../conversation/upstream-error.ts';

/** One value of a secret. */
export interface SecretVersion {
  readonly id: string;
  readonly value: string;
  /** When it came into being, in milliseconds since 1970. */
  readonly since: number;
}

/** How long a secret is not asked for again, in milliseconds. */
const FRESH_MS = 5 * 60_000;

/**
 * Reads the current value of a secret and, once it has been changed, the one before: whoever changes a secret has both
 * good for a while. Kept for five minutes, and longer while Secrets Manager cannot be reached.
 */
export function createSecretVersions(
  client: SecretsManagerClient,
  secretId: string,
  now: () => number = Date.now,
): () => Promise<readonly SecretVersion[]> {
  let kept: { readonly versions: readonly SecretVersion[]; readonly at: number } | undefined;
  let underWay: Promise<readonly SecretVersion[]> | undefined;

  const look = async () => {
    const at = now();
    try {
      const versions = await Promise.all([
        read(client, secretId, 'AWSCURRENT'),
        read(client, secretId, 'AWSPREVIOUS').catch(unlessMissing),
      ]);
      kept = { versions: versions.filter(version => version !== undefined), at };
    } catch (error) {
      if (!kept) throw new UpstreamError('secrets', { cause: error });
      kept = { ...kept, at };
    }
    return kept.versions;
  };
  return async () => {
    if (kept && now() < kept.at + FRESH_MS) return kept.versions;
    underWay ??= look().finally(() => (underWay = undefined));
    return underWay;
  };
}

async function read(client: SecretsManagerClient, secretId: string, stage: string): Promise<SecretVersion> {
  const { SecretString, VersionId, CreatedDate } = await client.send(
    new GetSecretValueCommand({ SecretId: secretId, VersionStage: stage }),
  );
  if (!SecretString || !VersionId) throw new Error('the secret holds no string');
  return { id: VersionId, value: SecretString, since: CreatedDate?.getTime() ?? 0 };
}

/** A secret that was never changed has no value before. */
function unlessMissing(error: unknown): undefined {
  if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
}
