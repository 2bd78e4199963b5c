import type { LexChat } from './element.ts';
import type { VisitorTokenSource } from './conversation/site-visitor.ts';

/** What frameworks set of a `<lex-chat>`, whose types for their templates are made of it. */
export type ElementProps = Partial<
  Pick<
    LexChat,
    | 'endpoint'
    | 'bot'
    | 'theme'
    | 'placement'
    | 'layout'
    | 'open'
    | 'heading'
    | 'strings'
    | 'sessionAttributes'
    | 'visitorProfile'
    | 'imageHosts'
    | 'keepGuest'
    | 'mode'
  >
> & {
  readonly visitorToken?: VisitorTokenSource | null | undefined;
  readonly session?: 'browser' | 'tab' | 'user';
};

/** What a `<lex-chat>` tells the page, by the names of its events. */
export type ElementEvents = {
  readonly [Type in Extract<keyof HTMLElementEventMap, `lex-chat-${string}`>]: HTMLElementEventMap[Type];
};
