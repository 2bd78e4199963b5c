import { LexChat } from './lex-chat.ts';

const TAG = 'lex-chat';

/**
 * Makes `<lex-chat>` an element of the page. A page that loads the widget twice keeps the first definition, and its
 * console is told once which two versions met.
 */
export function define(registry: CustomElementRegistry = customElements): void {
  const known = registry.get(TAG);
  if (!known) {
    registry.define(TAG, LexChat);
  } else if (known !== LexChat) {
    const { version = 'Another version' } = known as Partial<typeof LexChat>;
    // eslint-disable-next-line no-console -- A site developer has to hear of it, and there is nowhere else to say so.
    console.warn(`<lex-chat> ${version} is already defined on this page; ${LexChat.version} stands back.`);
  }
}
