import { createHash } from 'node:crypto';
import { conversationWith } from '../conversation/conversation-id.ts';

/**
 * Ids of conversations over channels tell where their replies go, so that no table of addresses is needed: `<bot>.<channel>-<address>`.
 * No guest and no signed visitor has such an id, for theirs are 32 hexadecimal digits.
 */
export function channelConversation(bot: string, channel: string, address: string): string {
  return conversationWith(bot, `${channel}-${address}`);
}

/** The address that a conversation has in a channel; undefined if it is none of this channel's. */
export function addressIn(channel: string, conversationId: string): string | undefined {
  const id = conversationId.slice(conversationId.indexOf('.') + 1);
  return id.startsWith(`${channel}-`) ? id.slice(channel.length + 1) : undefined;
}

/** Somebody who writes over a channel, as a visitor whose rates and budgets are their own. */
export function channelVisitor(channel: string, person: string): string {
  return `${channel}-${person}`;
}

/** The id of a message by the platform's own: the same each time it is delivered. A UUIDv7 by its form; nobody reads the time in one. */
export function channelMessageId(channel: string, key: string): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify([channel, key]))
    .digest()
    .subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
