import type { GlobalComponents } from 'vue';
import { expect, expectTypeOf, it } from 'vitest';
import type { LexChatLinkEvent } from './element.ts';
import type { LexChatProps } from './vue.ts';

it('is an element of Vue’s templates, with its properties and what it tells', () => {
  type Props = InstanceType<GlobalComponents['lex-chat']>['$props'];
  expectTypeOf<Props['layout']>().toEqualTypeOf<'launcher' | 'inline' | 'page' | undefined>();
  expectTypeOf<NonNullable<Props['onLexChatLink']>>().parameter(0).toEqualTypeOf<LexChatLinkEvent>();
  // @ts-expect-error -- There is no such layout.
  const props: LexChatProps = { endpoint: 'https://chat.example.com', layout: 'window' };
  expect(props.endpoint).toContain('chat');
});
