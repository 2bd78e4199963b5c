import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { LexChat } from './element.ts';
import type { ElementEvents, ElementProps } from './element-props.ts';

/** Types alone: what `<lex-chat>` takes in JSX. React sets it from version 19 on, properties and listeners included. */
export type LexChatProps = DetailedHTMLProps<HTMLAttributes<LexChat>, LexChat> &
  ElementProps &
  Listeners & { readonly 'fallback-href'?: string };

/** Such as `onlex-chat-reply`. */
type Listeners = {
  readonly [Type in keyof ElementEvents as `on${Type}`]?: (event: ElementEvents[Type]) => void;
};

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Where React looks for them.
  namespace JSX {
    interface IntrinsicElements {
      'lex-chat': LexChatProps;
    }
  }
}
