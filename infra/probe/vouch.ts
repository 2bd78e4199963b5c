import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SignedVisitorId } from '@lex-chat/protocol';
import { NoSuchStack, type DeployedSite } from './deployed-stack.ts';

/** Who the probe is among the users of a site: one that no site has. */
const VISITOR_ID = 'lex-chat-probe';

const LIFE_MS = 300_000;

/** Vouches for the probe as the site’s server does for its users, for five minutes. Throws `NoSuchStack` where the secret may not be read. */
export async function vouch(
  { id, secretArn }: DeployedSite,
  secrets: Pick<SecretsManagerClient, 'send'> = new SecretsManagerClient(),
  now: () => number = Date.now,
): Promise<SignedVisitorId> {
  const secret = await readSecret(secretArn, secrets);
  const expiresAt = now() + LIFE_MS;
  const hmac = createHmac('sha256', secret).update(`${id}\n${VISITOR_ID}\n${expiresAt}`).digest('hex');
  return { visitorId: VISITOR_ID, hmac, expiresAt };
}

async function readSecret(SecretId: string, secrets: Pick<SecretsManagerClient, 'send'>): Promise<string> {
  try {
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
    return SecretString;
  } catch (error) {
    const why = error instanceof Error ? error.name : String(error);
    throw new NoSuchStack(
      `the site’s secret ${SecretId} could not be read (${why}): allow secretsmanager:GetSecretValue, or give a proof of the site’s: --proof`,
      { cause: error },
    );
  }
}
