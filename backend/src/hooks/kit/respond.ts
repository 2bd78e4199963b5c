import type { LexV2Event, LexV2Intent, LexV2IntentState, LexV2Message } from 'aws-lambda';
import type { Attributes, HookAction, HookResponse } from './hook.ts';

/** What a hook changes besides answering. Everything else goes back as it came, because Lex forgets what is left out. */
export interface Change {
  /** Slots to be filled, or, with null, emptied. */
  readonly slots?: Readonly<Record<string, string | null>>;
  /** Session attributes to be set, or, with null, removed. */
  readonly attributes?: Readonly<Record<string, string | null>>;
}

/** Ends the intent. Without messages Lex says what the bot has for this end. */
export function close(
  event: LexV2Event,
  state: Extract<LexV2IntentState, 'Fulfilled' | 'Failed'>,
  messages: readonly LexV2Message[],
  change?: Change,
): HookResponse {
  return respond(event, { type: 'Close' }, messages, change, { state });
}

/** Asks for a slot, which becomes empty. Without messages Lex asks with the slot's own prompt. */
export function elicitSlot(
  event: LexV2Event,
  slotToElicit: string,
  messages: readonly LexV2Message[],
  change: Change = {},
): HookResponse {
  const emptied = { ...change, slots: { ...change.slots, [slotToElicit]: null } };
  return respond(event, { type: 'ElicitSlot', slotToElicit }, messages, emptied, IN_PROGRESS);
}

/** Asks what the visitor wants. Lex has no words of its own for that. */
export function elicitIntent(
  event: LexV2Event,
  messages: readonly [LexV2Message, ...LexV2Message[]],
  change?: Change,
): HookResponse {
  return respond(event, { type: 'ElicitIntent' }, messages, change);
}

/** Asks for a yes or no to the intent. From a hook, Lex demands the words for it. */
export function confirmIntent(
  event: LexV2Event,
  messages: readonly [LexV2Message, ...LexV2Message[]],
  change?: Change,
): HookResponse {
  return respond(event, { type: 'ConfirmIntent' }, messages, change, IN_PROGRESS);
}

/** Leaves the next step to Lex: the next empty slot, the confirmation, the fulfillment. */
export function delegate(event: LexV2Event, change?: Change): HookResponse {
  return respond(event, { type: 'Delegate' }, [], change);
}

/** A yes belongs to what was confirmed: once more is asked, it has to be said again. */
const IN_PROGRESS = { state: 'InProgress', confirmationState: 'None' } as const;

function respond(
  { sessionState }: LexV2Event,
  dialogAction: HookAction,
  messages: readonly LexV2Message[],
  { slots = {}, attributes = {} }: Change = {},
  progress: Partial<Pick<LexV2Intent, 'state' | 'confirmationState'>> = {},
): HookResponse {
  const { intent, sessionAttributes = {} } = sessionState;
  return {
    sessionState: {
      dialogAction,
      intent: { ...intent, ...progress, slots: { ...intent.slots, ...slotsOf(slots) } },
      sessionAttributes: withChanges(sessionAttributes, attributes),
    },
    ...(messages.length > 0 && { messages }),
  };
}

function slotsOf(values: NonNullable<Change['slots']>): LexV2Intent['slots'] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value === null
        ? null
        : { shape: 'Scalar', value: { originalValue: value, interpretedValue: value, resolvedValues: [value] } },
    ]),
  );
}

function withChanges(before: Attributes, changes: NonNullable<Change['attributes']>): Attributes {
  const all = Object.entries({ ...before, ...changes });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null));
}
