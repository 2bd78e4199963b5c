import type { World } from '../connection/world.ts';
import { createJsonStorage } from './json-storage.ts';

/** Which model the visitor has chosen, as long as the tab. */
export interface ModelChoice {
  /** By its name; undefined for the usual one. */
  readonly model: string | undefined;
  choose(model?: string): void;
}

export function createModelChoice(name: string, { tabStorage }: Pick<World, 'tabStorage'>): ModelChoice {
  const storage = createJsonStorage(tabStorage);
  const key = `model:${name}`;
  const choice = {
    // Of whatever else may stand there, the service takes no notice.
    model: storage.read(key) as string | undefined,
    choose(model?: string) {
      choice.model = model;
      storage.write(key, model);
    },
  };
  return choice;
}
