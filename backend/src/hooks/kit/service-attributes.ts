import type { LexV2Event } from 'aws-lambda';
import { MESSAGE_ATTRIBUTE, VISITOR_ATTRIBUTE } from '../../conversation/own-attributes.ts';

/** Who speaks, as the service has verified. Who talks to Lex directly, with an AWS identity, names the visitor himself. */
export function visitorOf(event: LexV2Event): string | undefined {
  return valueOf(event, VISITOR_ATTRIBUTE);
}

/** The id of the message: the same however often a hook is called for it. Undefined outside our own service. */
export function messageIdOf(event: LexV2Event): string | undefined {
  return valueOf(event, MESSAGE_ATTRIBUTE);
}

function valueOf({ sessionState }: LexV2Event, name: string): string | undefined {
  const value = sessionState.sessionAttributes?.[name];
  return value === '' ? undefined : value;
}
