import { hangUp, type HangUpPorts } from './hang-up.ts';
import type { Connected, TurnStore } from '../stores.ts';

export interface ListSocketPorts extends HangUpPorts {
  readonly turns: Pick<TurnStore, 'connect' | 'disconnect'>;
}

/**
 * Most sockets of one conversation: a visitor's tabs and devices. Each stands in the conversation's head, which every write of a turn pays for, and is told
 * every word.
 */
export const SOCKETS_MAX = 10;

/**
 * Lists a socket that opens. Beyond the most, those that came or resumed longest ago are hung up: the newest is where the visitor is, and the oldest may well
 * be a connection that broke without a word and stays open for minutes. A tab that is hung up comes back when it is its turn.
 */
export async function listSocket(conversationId: string, connected: Connected, ports: ListSocketPorts): Promise<void> {
  const { connections } = await ports.turns.connect(conversationId, connected);
  const newestFirst = connections
    .filter(({ connectionId }) => connectionId !== connected.connectionId)
    .sort((one, other) => other.at - one.at);
  const surplus = newestFirst.slice(SOCKETS_MAX - 1);
  await Promise.all(surplus.map(({ connectionId }) => hangUp(conversationId, connectionId, ports)));
}
