import type { Rest } from '../connection/rest.ts';
import type { World } from '../connection/world.ts';
import type * as askModule from './ask.ts';
import type { Asker, Authorize } from './ask.ts';

/**
 * An asker whose code is fetched with the first question: most networks let sockets through, and never need it. It asks
 * only when all is `ready` to hear what it tells.
 */
export function createLazyAsker(
  rest: Rest,
  authorize: Authorize,
  world: Pick<World, 'after'>,
  ready: () => Promise<unknown>,
  load: () => Promise<typeof askModule>,
): Asker {
  let ask: Asker | undefined;
  return async (...asked) => {
    try {
      await ready();
      ask ??= (await load()).createAsker(rest, authorize, world);
    } catch {
      // The question is asked again with the next attempt, and the code asked for with it.
      return false;
    }
    return ask(...asked);
  };
}
