import { TEXT_MAX_LENGTH, type Session } from '@lex-chat/protocol';
import type { Admission } from '../identity/admission.ts';
import { chooseLocale } from '../identity/locale.ts';
import type { SessionClaims, SessionTokens } from '../identity/session-token.ts';
import { isSigned, newGuest } from '../identity/visitor.ts';
import { claimsOf } from './authorize.ts';
import { Refusal } from './rest-answer.ts';

export interface SessionOptions {
  readonly tokens: SessionTokens;
  readonly admission: Admission;
  readonly socketUrl: string;
  readonly botLocales: readonly string[];
  readonly now: () => number;
}

/** What a service of this version offers beyond the text. */
const FEATURES = ['stop', 'delete', 'export', 'feedback'];

/** A session, and what its token says. */
export interface Opened {
  readonly session: Session;
  readonly claims: SessionClaims;
}

/** Opens a conversation for a guest. Nothing is stored before the guest says something. Throws a `Refusal` where guests are not wanted. */
export function openSession(language: string | undefined, options: SessionOptions): Promise<Opened> {
  if (options.admission.visitors === 'signed')
    throw new Refusal('visitor-refused', 'visitorToken is missing: only visitors for whom their site vouches may chat');
  const locale = chooseLocale(language, options.botLocales);
  return issueSession({ ...newGuest(), locale, issuedAt: options.now() }, options);
}

/** Goes on with a session under a new token. Its locale stays. Throws a `Refusal` of a token that is not good for that. */
export async function renewSession(token: string, options: SessionOptions): Promise<Opened> {
  // Before the token is looked at: a log-out in between ends the new one too.
  const issuedAt = options.now();
  const { expiresAt, ...claims } = claimsOf(await options.admission.admitForRenewal(token));
  return issueSession({ ...claims, issuedAt }, options);
}

export async function issueSession(
  claims: Omit<SessionClaims, 'expiresAt'>,
  { tokens, socketUrl }: SessionOptions,
): Promise<Opened> {
  const { token, expiresAt } = await tokens.issue(claims);
  const { conversationId, visitorId, locale, name } = claims;
  const session: Session = {
    token,
    expiresAt,
    conversationId,
    visitor: isSigned(visitorId) ? { kind: 'signed', ...(name !== undefined && { name }) } : { kind: 'guest' },
    socketUrl,
    limits: { textMaxLength: TEXT_MAX_LENGTH },
    features: FEATURES,
    locale,
  };
  return { session, claims: { ...claims, expiresAt } };
}
