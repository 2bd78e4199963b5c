import { randomBytes } from 'node:crypto';

/** A new guest with a conversation of their own: 128 random bits each, in characters that Lex takes in a session id. */
export function newGuest(random: (size: number) => Buffer = randomBytes): {
  readonly visitorId: string;
  readonly conversationId: string;
} {
  return { visitorId: `guest-${random(16).toString('hex')}`, conversationId: random(16).toString('hex') };
}
