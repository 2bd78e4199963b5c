import { isNonEmptyString } from './json.ts';
import { count, listOf, orElse, shape, text, variant, when, type Read } from './reading.ts';
import type { Session, SessionVisitor } from './rest.ts';

/** Reads what `POST /sessions` answered; undefined when it is no session. */
export const parseSession: Read<Session> = shape({
  token: when(isNonEmptyString),
  expiresAt: count,
  conversationId: when(isNonEmptyString),
  // A kind that this version does not know is a guest to it: nothing but a greeting depends on it.
  visitor: orElse<SessionVisitor, SessionVisitor>(variant('kind', { signed: shape({}, { name: text }) }), {
    kind: 'guest',
  }),
  socketUrl: text,
  limits: shape({ textMaxLength: count }),
  features: orElse(listOf(text), []),
  locale: text,
});
