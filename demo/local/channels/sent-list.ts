import { EventEmitter, once } from 'node:events';

/** What a platform was asked to show to people, to be looked at and waited for. */
export interface SentList<T> {
  readonly all: readonly T[];
  add(sent: T): void;
  /** Resolves when so many fit, to those. */
  hear(count: number, fits?: (sent: T) => boolean): Promise<readonly T[]>;
  /** Calls `tell` for each from now on. */
  follow(tell: (sent: T) => void): void;
}

export function createSentList<T>(): SentList<T> {
  const all: T[] = [];
  const changes = new EventEmitter<{ change: [T] }>();
  changes.setMaxListeners(0);
  return {
    all,
    add(sent) {
      all.push(sent);
      changes.emit('change', sent);
    },
    async hear(count, fits = () => true) {
      for (;;) {
        const found = all.filter(fits);
        if (found.length >= count) return found;
        await once(changes, 'change');
      }
    },
    follow: tell => void changes.on('change', tell),
  };
}
