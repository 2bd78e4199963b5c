import type { JSX } from 'react';
import { expect, expectTypeOf, it } from 'vitest';
import { LexChat, LexChatReplyEvent, type LexChatLinkEvent } from './element.ts';
import type { LexChatProps } from './react.ts';

it('is an element of JSX, with its properties and what it tells', () => {
  expectTypeOf<JSX.IntrinsicElements['lex-chat']>().toEqualTypeOf<LexChatProps>();
  expectTypeOf<LexChatProps['layout']>().toEqualTypeOf<'launcher' | 'inline' | 'page' | undefined>();
  expectTypeOf<NonNullable<LexChatProps['onlex-chat-link']>>().parameter(0).toEqualTypeOf<LexChatLinkEvent>();
  // @ts-expect-error -- There is no such layout.
  const props: LexChatProps = { endpoint: 'https://chat.example.com', layout: 'window' };
  expect(props.endpoint).toContain('chat');
});

it('is an element of the DOM, with its methods and what it tells', () => {
  expectTypeOf<HTMLElementTagNameMap['lex-chat']>().toEqualTypeOf<LexChat>();
  expectTypeOf<HTMLElementEventMap['lex-chat-reply']>().toEqualTypeOf<LexChatReplyEvent>();
  expectTypeOf<LexChat['send']>().toEqualTypeOf<(text: string) => Promise<string>>();
  expect(LexChatReplyEvent.type).toBe('lex-chat-reply');
});

it('has a property of JSX for each of the element that a page sets', () => {
  type Missing = Exclude<'strings' | 'sessionAttributes' | 'visitorProfile' | 'visitorToken', keyof LexChatProps>;
  expectTypeOf<Missing>().toBeNever();
  expect(Object.keys(LexChat.properties)).toContain('visitorToken');
});
