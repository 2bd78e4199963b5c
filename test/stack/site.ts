import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Stack } from '@lex-chat/demo/stack';
import type { Session, SignedVisitorId } from '@lex-chat/protocol';
import { SignJWT } from 'jose';
import { json, post, visitorOf, type Visitor } from './visitor.ts';

/** As `stack.ts` of the demo names them. */
export const SITE_ID = 'demo-site';
export const SITE_SECRET = 'site-secret';
export const SESSION_SECRET = 'session-secret';

/** The server of the demo site: it shares a secret with the chat, and vouches for its users. */
export interface Site {
  token(userId: string, claims?: Readonly<Record<string, unknown>>): Promise<string>;
  pair(userId: string, expiresAt?: number): Promise<SignedVisitorId>;
  signIn(userId: string, given?: object, headers?: Readonly<Record<string, string>>): Promise<Visitor>;
}

export function siteOf(stack: () => Stack): Site {
  const token: Site['token'] = async (userId, claims = {}) =>
    new SignJWT({ sub: userId, aud: SITE_ID, exp: Math.floor(Date.now() / 1_000) + 300, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode((await readSecret(stack(), SITE_SECRET)).value));
  return {
    token,
    async pair(visitorId, expiresAt = Date.now() + 300_000) {
      const { value } = await readSecret(stack(), SITE_SECRET);
      const hmac = createHmac('sha256', value).update(`${SITE_ID}\n${visitorId}\n${expiresAt}`).digest('hex');
      return { visitorId, hmac, expiresAt };
    },
    async signIn(userId, given = {}, headers = {}) {
      const { url } = stack();
      const body = { language: 'ko', visitorToken: await token(userId), ...given };
      return visitorOf(url, await json<Session>(await post(`${url}/sessions`, body, headers)));
    },
  };
}

export async function readSecret(stack: Stack, id: string): Promise<{ readonly value: string; readonly id: string }> {
  const { SecretString, VersionId } = await withSecrets(stack, client =>
    client.send(new GetSecretValueCommand({ SecretId: id })),
  );
  return { value: SecretString!, id: VersionId! };
}

export async function changeSecret(stack: Stack, id: string, value: string): Promise<void> {
  await withSecrets(stack, client => client.send(new PutSecretValueCommand({ SecretId: id, SecretString: value })));
}

async function withSecrets<T>({ secrets }: Stack, step: (client: SecretsManagerClient) => Promise<T>): Promise<T> {
  const credentials = { accessKeyId: 'laptop', secretAccessKey: 'laptop' };
  const client = new SecretsManagerClient({ endpoint: secrets.url, region: 'us-east-1', credentials });
  try {
    return await step(client);
  } finally {
    client.destroy();
  }
}
