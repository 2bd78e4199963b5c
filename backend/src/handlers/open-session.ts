import {
  modelFeature,
  TEXT_MAX_LENGTH,
  type OfferedModel,
  type Session,
  type SessionRequest,
} from '@lex-chat/protocol';
import { UPLOAD_FEATURE, type FileType } from '@lex-chat/protocol/files';
import { botOf, conversationWith } from '../conversation/conversation-id.ts';
import type { ModeName } from '../conversation/model/modes.ts';
import type { Rates } from '../conversation/limits/rates.ts';
import type { AddressNames } from '../identity/address.ts';
import type { Admission } from '../identity/admission.ts';
import { chooseLocale } from '../identity/locale.ts';
import type { SessionClaims, SessionTokens } from '../identity/session-token.ts';
import { isSigned, newGuest } from '../identity/visitor.ts';
import { claimsOf } from './authorize.ts';
import { countRequest } from './count-request.ts';
import { Refusal } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';

export interface SessionOptions {
  readonly tokens: SessionTokens;
  readonly admission: Admission;
  readonly socketUrl: string;
  /** Those that may be asked for; the first where none is. */
  readonly bots: readonly [OfferedBot, ...OfferedBot[]];
  /** What a message may ask for besides chat. */
  readonly modes: readonly ModeName[];
  /** Which models may be chosen in place of the usual one. */
  readonly offered: readonly OfferedModel[];
  /** What may be attached to one. */
  readonly uploadTypes: readonly FileType[];
  readonly addressOf: AddressNames;
  readonly rates: Pick<Rates, 'session' | 'request'>;
  readonly now: () => number;
}

export interface OfferedBot {
  /** The operator's. */
  readonly name: string;
  /** The default first. */
  readonly locales: readonly string[];
}

/** What a service of this version offers beyond the text. */
const FEATURES = ['stop', 'delete', 'export', 'feedback'];

/** A session, and what its token says. */
export interface Opened {
  readonly session: Session;
  readonly claims: SessionClaims;
}

/** Counts a session that is to begin against the address it is asked for from. Throws a `Refusal` of one too many. */
export async function countSession({ from }: RestRequest, { addressOf, rates }: SessionOptions): Promise<void> {
  const passed = await rates.session(await addressOf(from));
  if (!passed.ok)
    throw new Refusal('rate-limited', 'too many sessions were begun from this address', passed.retryAfterMs);
}

/**
 * Opens a conversation for a guest. Nothing is stored before the guest says something. Throws a `Refusal` where guests are not
 * wanted, of a bot that there is not, and of one session too many.
 */
export async function openSession(
  request: RestRequest,
  { language, bot }: Pick<SessionRequest, 'language' | 'bot'>,
  options: SessionOptions,
): Promise<Opened> {
  if (options.admission.visitors === 'signed')
    throw new Refusal('visitor-refused', 'visitorToken is missing: only visitors for whom their site vouches may chat');
  const { name, locales } = chooseBot(bot, options.bots);
  await countSession(request, options);
  const { visitorId, conversationId } = newGuest();
  const claims = { visitorId, conversationId: conversationWith(name, conversationId) };
  return issueSession({ ...claims, locale: chooseLocale(language, locales), issuedAt: options.now() }, options);
}

/** The bot of that name, the first without one. Throws a `Refusal`. */
export function chooseBot(name: string | undefined, bots: SessionOptions['bots']): OfferedBot {
  const bot = name === undefined ? bots[0] : bots.find(bot => bot.name === name);
  if (!bot) throw new Refusal('bot-unknown');
  return bot;
}

/** Goes on with a session under a new token. Its bot and its locale stay. Throws a `Refusal` of a token that is not good for that. */
export async function renewSession(token: string, options: SessionOptions): Promise<Opened> {
  // Before the token is looked at: a log-out in between ends the new one too.
  const issuedAt = options.now();
  const { expiresAt, ...claims } = claimsOf(await options.admission.admitForRenewal(token));
  await countRequest(claims, options);
  // The operator has taken its bot away: whoever goes on begins afresh, with another.
  if (!options.bots.some(({ name }) => name === botOf(claims.conversationId))) throw new Refusal('session-invalid');
  return issueSession({ ...claims, issuedAt }, options);
}

export async function issueSession(
  claims: Omit<SessionClaims, 'expiresAt'>,
  { tokens, socketUrl, modes, offered, uploadTypes }: SessionOptions,
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
    features: [
      ...FEATURES,
      ...modes.map(mode => `mode:${mode}`),
      ...offered.map(modelFeature),
      ...uploadTypes.map(type => UPLOAD_FEATURE + type),
    ],
    locale,
  };
  return { session, claims: { ...claims, expiresAt } };
}
