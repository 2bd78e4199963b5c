import { createHash, randomBytes } from 'node:crypto';

/** Somebody who chats, with the one conversation that is theirs with whatever bot. Ids are in characters that Lex takes in a session id. */
export interface Visitor {
  readonly visitorId: string;
  readonly conversationId: string;
}

const GUEST = 'guest-';
const SIGNED = 'signed-';
const INSPECTING = `${SIGNED}inspecting-`;

/** 128 bits, as hexadecimal digits. */
const ID_LENGTH = 32;

/** A new guest with a conversation of their own: 128 random bits each. */
export function newGuest(random: (size: number) => Buffer = randomBytes): Visitor {
  return { visitorId: GUEST + random(16).toString('hex'), conversationId: random(16).toString('hex') };
}

/** A user of a site: the same visitor with the same conversation, on whatever device they sign in. */
export function signedVisitor(site: string, userId: string): Visitor {
  return { visitorId: SIGNED + idOf('visitor', site, userId), conversationId: idOf('conversation', site, userId) };
}

/**
 * A user of a site whom the site lets look at how their messages are answered. They are another visitor than without that, with a
 * conversation of their own: what they said as themselves is not looked at.
 */
export function inspectingVisitor(site: string, userId: string): Visitor {
  return { visitorId: INSPECTING + idOf('inspecting', site, userId), conversationId: idOf('inspected', site, userId) };
}

/** Whether the visitor hears how their messages are answered. Told by the id, as `isSigned` is. */
export function isInspecting(visitorId: string): boolean {
  return visitorId.startsWith(INSPECTING);
}

/** Whether a site vouched for the visitor. The id tells, for it is only ever read from a token or an item of ours. */
export function isSigned(visitorId: string): boolean {
  return visitorId.startsWith(SIGNED);
}

function idOf(...names: readonly string[]): string {
  // As JSON, so that no two lists of names read the same.
  return createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, ID_LENGTH);
}
