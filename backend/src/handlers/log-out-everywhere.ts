import { sameWith } from '../conversation/conversation-id.ts';
import { logOut, type LogOutPorts } from '../conversation/erasure/log-out.ts';
import type { SessionClaims } from '../identity/session-token.ts';
import { isSigned } from '../identity/visitor.ts';
import type { SessionOptions } from './open-session.ts';

/**
 * Logs a visitor out on every device, and with every bot: a visitor for whom a site vouches has a conversation with each. A
 * guest is somebody else with each bot.
 */
export async function logOutEverywhere(
  { conversationId, visitorId }: SessionClaims,
  options: LogOutPorts & Pick<SessionOptions, 'bots'>,
): Promise<void> {
  const all = isSigned(visitorId) ? options.bots.map(({ name }) => sameWith(name, conversationId)) : [];
  await Promise.all(all.filter(id => id !== conversationId).map(id => logOut(id, options)));
  // Last: after a fault the token is still good for another try.
  await logOut(conversationId, options);
}
