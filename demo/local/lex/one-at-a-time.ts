import { LexFault } from './lex-fault.ts';

/** Lets one call at a time change something that has a name. */
export type OneAtATime = <T>(name: string, change: () => Promise<T>) => Promise<T>;

/** Who comes while another is at it is refused, as Lex does for two calls on one session. Throws a LexFault. */
export function oneAtATime(): OneAtATime {
  const busy = new Set<string>();
  return async (name, change) => {
    if (busy.has(name)) throw new LexFault('ConflictException', 'Another call is using this session');
    busy.add(name);
    try {
      return await change();
    } finally {
      busy.delete(name);
    }
  };
}
