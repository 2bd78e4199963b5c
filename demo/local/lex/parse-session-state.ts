import { isRecord, utf8Length } from '@lex-chat/protocol';
import {
  CONFIRMATION_STATES,
  INTENT_STATES,
  type ActiveContext,
  type Attributes,
  type DialogAction,
  type IntentInSession,
  type SessionState,
  type Slots,
  type SlotInSession,
} from './engine/session-state.ts';
import { invalid } from './lex-fault.ts';
import { parseRuntimeHints } from './parse-runtime-hints.ts';

/** Lex keeps 12 KB of session attributes, as bytes of their JSON. */
const ATTRIBUTES_MAX_BYTES = 12 * 1_024;

const CONTEXTS_MAX = 20;
const CONTEXT_SECONDS = { min: 5, max: 86_400 } as const;
const CONTEXT_TURNS = { min: 1, max: 20 } as const;

/** A hook may hand back a context that has no turn after this one. */
const CONTEXT_TURNS_OF_HOOK = { min: 0, max: 20 } as const;

/** A context loses seconds in the course of a session. */
const CONTEXT_SECONDS_OF_HOOK = { min: 0, max: 86_400 } as const;

/**
 * Reads what a client or a hook makes of a conversation; what it leaves out stays out. Throws a LexFault that names the
 * field.
 *
 * @param options whether contexts may be in their last turn
 */
export function parseSessionState(value: unknown, options: ContextOptions = { isLastTurn: false }): SessionState {
  if (!isRecord(value)) throw invalid('sessionState is an object');
  const { dialogAction, intent, sessionAttributes, activeContexts, originatingRequestId, runtimeHints } = value;
  return {
    ...(dialogAction != null && { dialogAction: parseDialogAction(dialogAction) }),
    ...(intent != null && { intent: parseIntent(intent) }),
    ...(sessionAttributes != null && { sessionAttributes: parseAttributes('sessionAttributes', sessionAttributes) }),
    ...(activeContexts != null && { activeContexts: parseContexts(activeContexts, options) }),
    ...(typeof originatingRequestId === 'string' && { originatingRequestId }),
    ...(runtimeHints != null && { runtimeHints: parseRuntimeHints(runtimeHints) }),
  };
}

interface ContextOptions {
  readonly isLastTurn: boolean;
}

/** Reads a map of strings to strings. */
export function parseAttributes(name: string, value: unknown): Attributes {
  if (!isRecord(value)) throw invalid(`${name} maps strings to strings`);
  const entries = Object.entries(value);
  if (!entries.every((entry): entry is [string, string] => entry[0] !== '' && typeof entry[1] === 'string')) {
    throw invalid(`${name} maps strings to strings`);
  }
  if (utf8Length(JSON.stringify(value)) > ATTRIBUTES_MAX_BYTES)
    throw invalid(`${name} is over ${ATTRIBUTES_MAX_BYTES} bytes`);
  return Object.fromEntries(entries);
}

function parseDialogAction(value: unknown): DialogAction {
  const { type, slotToElicit } = isRecord(value) ? value : {};
  switch (type) {
    case 'ElicitSlot':
      if (typeof slotToElicit !== 'string' || slotToElicit === '') throw invalid('ElicitSlot needs slotToElicit');
      return { type, slotToElicit };
    case 'ElicitIntent':
    case 'ConfirmIntent':
    case 'Delegate':
    case 'Close':
    case 'None':
      return { type };
    default:
      throw invalid('dialogAction.type is ElicitSlot, ElicitIntent, ConfirmIntent, Delegate, Close or None');
  }
}

function parseIntent(value: unknown): IntentInSession {
  if (!isRecord(value) || typeof value.name !== 'string' || value.name === '') throw invalid('intent needs a name');
  const { name, slots, state = 'InProgress', confirmationState = 'None' } = value;
  const knownState = INTENT_STATES.find(known => known === state);
  const knownConfirmation = CONFIRMATION_STATES.find(known => known === confirmationState);
  if (!knownState || !knownConfirmation) throw invalid('intent.state or intent.confirmationState is none that Lex has');
  return {
    name,
    slots: slots == null ? {} : parseSlots(slots),
    state: knownState,
    confirmationState: knownConfirmation,
  };
}

function parseSlots(value: unknown): Slots {
  if (!isRecord(value)) throw invalid('intent.slots maps names to slots');
  return Object.fromEntries(
    Object.entries(value).map(([name, slot]) => [name, slot === null ? null : parseSlot(slot)]),
  );
}

function parseSlot(value: unknown): SlotInSession | null {
  if (!isRecord(value)) throw invalid('A slot is an object');
  // What the visitor never filled comes back from some clients as an empty object.
  if (value.value == null && value.values == null && value.subSlots == null) return null;
  const { interpretedValue, originalValue, resolvedValues } = isRecord(value.value) ? value.value : {};
  if (typeof interpretedValue !== 'string' || interpretedValue === '') {
    throw invalid('The laptop’s Lex takes scalar slots, whose value has an interpretedValue');
  }
  return {
    shape: 'Scalar',
    value: {
      originalValue: typeof originalValue === 'string' ? originalValue : interpretedValue,
      interpretedValue,
      resolvedValues: Array.isArray(resolvedValues) ? resolvedValues.filter(one => typeof one === 'string') : [],
    },
  };
}

function parseContexts(value: unknown, options: ContextOptions): readonly ActiveContext[] {
  if (!Array.isArray(value) || value.length > CONTEXTS_MAX)
    throw invalid(`activeContexts is a list of at most ${CONTEXTS_MAX}`);
  return value.map(context => parseContext(context, options));
}

function parseContext(value: unknown, { isLastTurn }: ContextOptions): ActiveContext {
  if (!isRecord(value) || typeof value.name !== 'string' || !isRecord(value.timeToLive)) {
    throw invalid('An active context has a name and a timeToLive');
  }
  const { timeToLiveInSeconds, turnsToLive } = value.timeToLive;
  const seconds = isLastTurn ? CONTEXT_SECONDS_OF_HOOK : CONTEXT_SECONDS;
  const turns = isLastTurn ? CONTEXT_TURNS_OF_HOOK : CONTEXT_TURNS;
  if (!isWithin(timeToLiveInSeconds, seconds) || !isWithin(turnsToLive, turns)) {
    throw invalid('An active context lives 5 to 86400 seconds and 1 to 20 turns');
  }
  return {
    name: value.name,
    timeToLive: { timeToLiveInSeconds, turnsToLive },
    contextAttributes: parseAttributes('contextAttributes', value.contextAttributes ?? {}),
  };
}

function isWithin(value: unknown, { min, max }: { readonly min: number; readonly max: number }): value is number {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}
