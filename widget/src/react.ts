import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { LexChat } from './element.ts';
import type { VisitorTokenSource } from './conversation/site-visitor.ts';

/** Types alone: what `<lex-chat>` takes in JSX. React sets it from version 19 on, properties and listeners included. */
export type LexChatProps = DetailedHTMLProps<HTMLAttributes<LexChat>, LexChat> &
  Partial<
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
  > &
  Listeners & {
    readonly visitorToken?: VisitorTokenSource | null | undefined;
    readonly session?: 'browser' | 'tab' | 'user';
    readonly 'fallback-href'?: string;
  };

/** Such as `onlex-chat-reply`. */
type Listeners = {
  readonly [Type in keyof HTMLElementEventMap as Type extends `lex-chat-${string}` ? `on${Type}` : never]?: (
    event: HTMLElementEventMap[Type],
  ) => void;
};

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Where React looks for them.
  namespace JSX {
    interface IntrinsicElements {
      'lex-chat': LexChatProps;
    }
  }
}
