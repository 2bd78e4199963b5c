import type { ConversationOptions } from '../conversation/conversation.ts';
import { sessionPolicy } from '../conversation/session-policy.ts';
import { pageLanguage } from './page-language.ts';
import type { PanelHost } from './panel-host.ts';

/** The conversation that the page asks for with the attributes and properties of its element. */
export function conversationOptions(host: PanelHost, load: ConversationOptions['load']): ConversationOptions {
  return {
    endpoint: host.endpoint,
    bot: host.bot,
    language: pageLanguage(host),
    policy: sessionPolicy(host.session),
    visitorToken: () => host.visitorToken,
    load,
    keepGuest: host.keepGuest ?? false,
  };
}
