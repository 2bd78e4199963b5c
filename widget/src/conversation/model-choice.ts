import type { World } from '../connection/world.ts';
import { createJsonStorage } from './json-storage.ts';

/** Which model the visitor has chosen, as long as the tab. */
export interface ModelChoice {
  /** By its name; undefined for the usual one. */
  readonly model: string | undefined;
  choose(model?: string): void;
}

/** `placeOf` is what the storage of the visitor's conversation is called; empty as long as it is not known whose it is. */
export function createModelChoice(placeOf: () => string, { tabStorage }: Pick<World, 'tabStorage'>): ModelChoice {
  const storage = createJsonStorage(tabStorage);
  let chosen: string | undefined;
  return {
    get model() {
      // Of whatever else may stand there, the service takes no notice; under no name nothing is ever kept.
      return chosen ?? (storage.read(`model:${placeOf()}`) as string | undefined);
    },
    choose(model) {
      chosen = model;
      const place = placeOf();
      if (place) storage.write(`model:${place}`, model);
    },
  };
}
