/**
 * A conversation is with one bot for good, and its id says with which: the operator's name for it stands before a dot. So
 * nothing that holds an id has to be told the bot as well, what is said to one bot never meets what is said to another, and
 * Lex, whose session ids begin with these, keeps them apart too. Ids are only ever read from a token or an item of ours.
 */
const SEPARATOR = '.';

/** `id` as that of a conversation with `bot`, whose name has no dot. */
export function conversationWith(bot: string, id: string): string {
  return bot + SEPARATOR + id;
}

/** The name of the bot that a conversation is with; empty where none is named. */
export function botOf(conversationId: string): string {
  return conversationId.slice(0, Math.max(0, conversationId.indexOf(SEPARATOR)));
}

/**
 * The name under which the bot keeps its part of a conversation, Lex's session id. `cleared` is that of the turn's state: once all
 * was deleted the bot begins under another name, and whatever is still going on under the former meets nothing of it.
 */
export function dialogueOf(conversationId: string, cleared: number): string {
  return cleared === 0 ? conversationId : `${conversationId}${SEPARATOR}${cleared}`;
}

/** The conversation of the same visitor with another bot. */
export function sameWith(bot: string, conversationId: string): string {
  return conversationWith(bot, conversationId.slice(conversationId.indexOf(SEPARATOR) + 1));
}
