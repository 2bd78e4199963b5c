import type { Attributes, OpenReply } from '@lex-chat/protocol';
import type { Connected, TurnState } from '../../conversation/stores.ts';

const SOCKET_PREFIX = 'socket:';

/** The attribute of the head that lists a socket. One attribute each, so that they come and go without being read first. */
export function socketAttribute(connectionId: string): string {
  return SOCKET_PREFIX + connectionId;
}

/** The head of a conversation, which is written together with what it tells: place, lease, draft, sockets. */
export function toTurnState(head: Readonly<Record<string, unknown>> = {}): TurnState {
  return {
    attempt: (head['attempt'] as number | undefined) ?? 0,
    leaseUntil: (head['leaseUntil'] as number | undefined) ?? null,
    messageId: (head['turnMessage'] as string | undefined) ?? null,
    isSettling: head['settling'] === true,
    stop: (head['stop'] as string | undefined) ?? null,
    answered: (head['answered'] as number | undefined) ?? 0,
    cleared: clearedOf(head),
    again: [...((head['again'] as Set<string> | undefined) ?? [])],
    sessionAttributes: (head['sessionAttributes'] as Attributes | undefined) ?? {},
    connections: connectionsOf(head),
    loggedOut: (head['loggedOut'] as number | undefined) ?? 0,
  };
}

export function knocksOf(head: Readonly<Record<string, unknown>> = {}): readonly string[] {
  return [...((head['knocks'] as Set<string> | undefined) ?? [])];
}

export function connectionsOf(head: Readonly<Record<string, unknown>>): readonly Connected[] {
  return Object.entries(head)
    .filter(([name]) => name.startsWith(SOCKET_PREFIX))
    .map(([name, value]) => {
      const { open, at, until } = value as { open: readonly OpenReply[]; at: number; until: number };
      return { connectionId: name.slice(SOCKET_PREFIX.length), open, at, until };
    });
}

/** The order up to which the conversation was cleared: readers pass over what still lies there. */
export function clearedOf(head: Readonly<Record<string, unknown>> = {}): number {
  return (head['cleared'] as number | undefined) ?? 0;
}
