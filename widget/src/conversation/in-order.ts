import type { LazyPart } from '../base/lazy-part.ts';

/** Passes on what is heard, one after the other. */
export interface InOrder<Heard> {
  hear(heard: Heard): void;
  /** The code has changed its state: what waited for it goes on, as far as it can. */
  goOn(): void;
  /** What waits will be told again. */
  drop(): void;
}

/**
 * Some of what is heard `needs` code that is not there at once. From the first such on everything waits for it, so nothing
 * is passed on before what came before it: once the code is there, all is as if it had always been. If the code cannot be
 * had, that alone is left out which needs it, until somebody asks for it again by its `load`, and for what was left out.
 */
export function createInOrder<Heard>(
  code: Pick<LazyPart<unknown>, 'state' | 'begin'>,
  needs: (heard: Heard) => boolean,
  pass: (heard: Heard) => void,
): InOrder<Heard> {
  let waiting: readonly Heard[] = [];

  const hear = (heard: Heard) => {
    const { state } = code;
    const isFree = state === 'loaded' || (waiting.length === 0 && !needs(heard));
    if (isFree) pass(heard);
    else if (state !== 'failed') {
      waiting = [...waiting, heard];
      code.begin();
    }
  };

  return {
    hear,
    goOn() {
      const all = waiting;
      waiting = [];
      all.forEach(hear);
    },
    drop() {
      waiting = [];
    },
  };
}
