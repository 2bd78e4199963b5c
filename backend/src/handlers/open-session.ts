import { TEXT_MAX_LENGTH, type Session } from '@lex-chat/protocol';
import { newGuest } from '../identity/guest.ts';
import { chooseLocale } from '../identity/locale.ts';
import type { SessionClaims, SessionTokens } from '../identity/session-token.ts';

export interface SessionOptions {
  readonly tokens: SessionTokens;
  readonly socketUrl: string;
  readonly botLocales: readonly string[];
}

/** What a service of this version offers beyond the text. */
const FEATURES = ['stop'];

/** A session, and what its token says. */
export interface Opened {
  readonly session: Session;
  readonly claims: Omit<SessionClaims, 'expiresAt'>;
}

/** Opens a conversation for a guest. Nothing is stored before the guest says something. */
export function openSession(language: string | undefined, options: SessionOptions): Promise<Opened> {
  return issue({ ...newGuest(), locale: chooseLocale(language, options.botLocales) }, options);
}

/** Goes on with a session under a new token. Its locale stays. */
export function renewSession(
  { visitorId, conversationId, locale }: SessionClaims,
  options: SessionOptions,
): Promise<Opened> {
  return issue({ visitorId, conversationId, locale }, options);
}

async function issue(claims: Opened['claims'], { tokens, socketUrl }: SessionOptions): Promise<Opened> {
  const { token, expiresAt } = await tokens.issue(claims);
  const { conversationId, locale } = claims;
  const session: Session = {
    token,
    expiresAt,
    conversationId,
    visitor: { kind: 'guest' },
    socketUrl,
    limits: { textMaxLength: TEXT_MAX_LENGTH },
    features: FEATURES,
    locale,
  };
  return { session, claims };
}
