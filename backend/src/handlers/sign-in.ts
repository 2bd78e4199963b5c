import type { SessionRequest, VisitorToken } from '@lex-chat/protocol';
import { botOf, conversationWith } from '../conversation/conversation-id.ts';
import { moveHistory, type MovePorts } from '../conversation/erasure/move-history.ts';
import { chooseLocale } from '../identity/locale.ts';
import type { SiteProofs, SiteVisitor } from '../identity/site-proofs.ts';
import { claimsOf } from './authorize.ts';
import { chooseBot, issueSession, type Opened, type SessionOptions } from './open-session.ts';
import { Refusal } from './rest-answer.ts';

export interface SignInOptions extends SessionOptions, MovePorts {
  /** Null where no site vouches for anybody. */
  readonly siteProofs: SiteProofs | null;
}

/**
 * Opens a session of a visitor for whom their site vouches, in the one conversation with a bot that is theirs on every device.
 * What they said to it as a guest comes along only with both proofs: the site's, and the guest's own session token. Throws a
 * `Refusal`.
 */
export async function signIn(
  visitorToken: VisitorToken,
  { language, bot, keep = false }: SessionRequest,
  bearer: string | undefined,
  options: SignInOptions,
): Promise<Opened> {
  const before = options.now();
  const { name: botName, locales } = chooseBot(bot, options.bots);
  const { visitorId, name, ...proved } = await prove(visitorToken, options);
  const conversationId = conversationWith(botName, proved.conversationId);
  if (keep) {
    if (bearer === undefined) throw new Refusal('session-invalid', 'keep needs the guest’s token in Authorization');
    const guest = claimsOf(await options.admission.admitGuestToMove(bearer));
    if (botOf(guest.conversationId) !== botName)
      throw new Refusal('invalid-message', 'keep needs the bot that the guest spoke with');
    await moveHistory(guest.conversationId, { visitorId, conversationId }, options);
  }

  // Later than a log-out, whichever of two functions has the slower clock.
  const issuedAt = Math.max(before, (await options.revocations.revokedUntil(conversationId)) + 1);
  const locale = chooseLocale(language, locales);
  return issueSession({ visitorId, conversationId, locale, issuedAt, ...(name !== undefined && { name }) }, options);
}

async function prove(visitorToken: VisitorToken, { siteProofs }: SignInOptions): Promise<SiteVisitor> {
  const proved = await siteProofs?.verify(visitorToken);
  if (proved?.ok) return proved.visitor;
  throw new Refusal('visitor-refused', proved?.because === 'expired' ? 'visitorToken has expired' : undefined);
}
