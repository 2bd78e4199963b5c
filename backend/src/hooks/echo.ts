import type { Hook } from './kit/hook.ts';
import { plainTexts } from './kit/message.ts';
import { close } from './kit/respond.ts';
import { roomIn, splitMessage } from './kit/split-message.ts';

/**
 * Says the event back, as JSON: for learning what Lex tells a hook. It ends the intent at once, so each thing that is said
 * begins afresh. Try it: `npm run dialogues -- --echo "한결은행 잔액" banking.ko_KR`.
 */
export const echo: Hook = async event => {
  const room = roomIn(close(event, 'Fulfilled', []));
  return close(event, 'Fulfilled', plainTexts(splitMessage(JSON.stringify(event, null, 2), room, '…')));
};
