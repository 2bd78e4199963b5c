import type { LexV2Event } from 'aws-lambda';

/**
 * Session attributes that the service itself sets with each message. Clients cannot set names that begin with
 * `lex-chat:`, so a hook may believe them. Who talks to Lex directly, with an AWS identity, sets them himself.
 */

/** Who speaks, as the service has verified. */
export const VISITOR_ATTRIBUTE = 'lex-chat:visitor';

/** The id of the message. It stays the same however often a hook is called for it. */
export const MESSAGE_ATTRIBUTE = 'lex-chat:message';

export function visitorOf(event: LexV2Event): string | undefined {
  return valueOf(event, VISITOR_ATTRIBUTE);
}

export function messageIdOf(event: LexV2Event): string | undefined {
  return valueOf(event, MESSAGE_ATTRIBUTE);
}

function valueOf({ sessionState }: LexV2Event, name: string): string | undefined {
  const value = sessionState.sessionAttributes?.[name];
  return value === '' ? undefined : value;
}
