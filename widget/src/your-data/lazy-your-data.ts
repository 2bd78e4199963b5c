import type { Conversation } from '../conversation/conversation.ts';
import { createLazyPart, type LazyPart } from '../lazy-part.ts';
import type { parts } from '../parts.ts';
import type { ReactiveControllerHost } from '../reactive-element.ts';
import type { Words } from '../words.ts';
import type { YourData } from './your-data.ts';

/** The menu of the visitor's own data, whose code is fetched when it is asked for. */
export function createLazyYourData(
  host: ReactiveControllerHost & Element,
  load: typeof parts,
  words: Words,
  adopt: (styles: string) => void,
  conversation: () => Conversation,
): LazyPart<YourData> {
  return createLazyPart(
    async () => {
      const { createYourData, yourDataStyles } = await (await load.more()).more.yourData();
      await words.loadMore();
      adopt(yourDataStyles);
      return createYourData(host, conversation, () => words.more!.yourDataMenu);
    },
    () => host.requestUpdate(),
  );
}
