import { fetchPart } from '../verified-part.ts';
import type { Asker, Authorize } from './ask.ts';
import type { Rest } from './rest.ts';
import type { World } from './world.ts';

/** An asker whose code is fetched with the first question: most networks let sockets through, and never need it. */
export function createLazyAsker(
  rest: Rest,
  authorize: Authorize,
  world: Pick<World, 'after'>,
  load = () => fetchPart('ask', () => import('./ask.ts')),
): Asker {
  let asker: Asker | undefined;
  return {
    async ask(question, hear, signal) {
      try {
        asker ??= (await load()).createAsker(rest, authorize, world);
      } catch {
        // The question is asked again with the next attempt, and the code asked for with it.
        return { ok: false, code: 'unavailable', reached: false };
      }
      return asker.ask(question, hear, signal);
    },
  };
}
