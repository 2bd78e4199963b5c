import type { DefineComponent, HTMLAttributes } from 'vue';
import type { ElementEvents, ElementProps } from './element-props.ts';

/** Types alone: what `<lex-chat>` takes in a template of Vue, which sets a property where the element has one. */
export type LexChatProps = ElementProps & Listeners & HTMLAttributes & { readonly fallbackHref?: string };

/** Such as `onLexChatReply`, which is what `@lex-chat-reply` is compiled to. */
type Listeners = {
  readonly [Type in keyof ElementEvents as `on${Joined<Type>}`]?: (event: ElementEvents[Type]) => void;
};

/** `lex-chat-reply` as `LexChatReply`. */
type Joined<Type extends string> = Type extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Joined<Rest>}`
  : Capitalize<Type>;

declare module 'vue' {
  interface GlobalComponents {
    'lex-chat': DefineComponent<LexChatProps>;
  }
}
