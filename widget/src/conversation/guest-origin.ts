import { parseSession } from '@lex-chat/protocol';
import type { Rest } from '../connection/rest.ts';
import type { JsonStorage } from './json-storage.ts';
import { isSessionFailure, type SessionOrigin, type SessionWishes } from './session.ts';

/**
 * Sessions of a guest, kept in `storage`. One that cannot be renewed is over; `mayBeginAnew` tells whether the next is
 * then begun unasked, as somebody new, which it may as long as nothing was shown of the one before.
 */
export function createGuestOrigin(
  { name, ...wishes }: SessionWishes & { readonly name: string },
  rest: Pick<Rest, 'session'>,
  storage: JsonStorage,
  mayBeginAnew: () => boolean = () => true,
): SessionOrigin {
  const key = `session:${name}`;
  return {
    async open(former) {
      const opened = await rest.session(wishes, former?.token ?? null);
      if (opened.ok || !former || !isSessionFailure(opened.code) || !mayBeginAnew()) return opened;
      return rest.session(wishes, null);
    },
    read: () => parseSession(storage.read(key)) ?? null,
    write: session => storage.write(key, session),
  };
}
