import { define } from './define.ts';
import { LexChat } from './lex-chat.ts';

/** Starts the widget on a page that embeds it by a script tag. `verify` fetches a lazy part against its integrity. */
export function start(verify: (part: 'panel') => Promise<unknown>): void {
  const { loadPanel } = LexChat;
  LexChat.loadPanel = async () => {
    await verify('panel');
    return loadPanel();
  };
  define();
}
