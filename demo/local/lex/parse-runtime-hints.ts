import { isRecord } from '@lex-chat/protocol';
import type { LocaleModel } from './engine/locale-model.ts';
import type { RuntimeHints, SlotHints } from './engine/session-state.ts';
import { invalid } from './lex-fault.ts';

/** Lex's own limits: intents, slots, phrases of a slot, and UTF-16 code units of a phrase. */
const HINTS_MAX = 100;
const PHRASE_MAX_LENGTH = 140;

/** Reads the phrases that a client expects in slots. Throws a LexFault that names what is wrong. */
export function parseRuntimeHints(value: unknown): RuntimeHints {
  if (!isRecord(value)) throw invalid('runtimeHints is an object');
  const { slotHints } = value;
  if (slotHints == null) return {};
  const intents = entriesOf(slotHints, 'runtimeHints.slotHints maps intents to slots');
  const parsed = intents.map(([intent, slots]) => [intent, parseIntentHints(intent, slots)] as const);
  const count = parsed.reduce((sum, [, slots]) => sum + Object.keys(slots).length, 0);
  if (intents.length > HINTS_MAX || count > HINTS_MAX)
    throw invalid(`runtimeHints has hints for at most ${HINTS_MAX} intents and ${HINTS_MAX} slots`);
  return { slotHints: Object.fromEntries(parsed) };
}

/** Throws a LexFault where hints are given for an intent or a slot that the bot does not have. */
export function checkRuntimeHints(model: LocaleModel, { slotHints = {} }: RuntimeHints): void {
  for (const [name, slots] of Object.entries(slotHints)) {
    const intent = model.findIntent(name);
    if (!intent) throw invalid(`runtimeHints: the bot has no intent ${name}`);
    const unknown = Object.keys(slots).find(slot => !intent.Slots?.some(({ Name }) => Name === slot));
    if (unknown !== undefined) throw invalid(`runtimeHints: the intent ${name} has no slot ${unknown}`);
  }
}

function parseIntentHints(intent: string, value: unknown): Readonly<Record<string, SlotHints>> {
  const slots = entriesOf(value, `runtimeHints for ${intent} maps slots to hints`);
  return Object.fromEntries(slots.map(([slot, hints]) => [slot, parseSlotHints(`${intent}.${slot}`, hints)]));
}

function parseSlotHints(place: string, value: unknown): SlotHints {
  if (!isRecord(value)) throw invalid(`runtimeHints for ${place} is an object`);
  if (value.subSlotHints != null) throw invalid(`runtimeHints for ${place}: only a composite slot has subSlotHints`);
  const { runtimeHintValues: values } = value;
  if (!Array.isArray(values) || values.length === 0 || values.length > HINTS_MAX)
    throw invalid(`runtimeHints for ${place} has 1 to ${HINTS_MAX} runtimeHintValues`);
  return { runtimeHintValues: values.map(one => ({ phrase: parsePhrase(place, one) })) };
}

function parsePhrase(place: string, value: unknown): string {
  const { phrase } = isRecord(value) ? value : {};
  if (typeof phrase !== 'string' || phrase === '' || phrase.length > PHRASE_MAX_LENGTH)
    throw invalid(`A phrase in runtimeHints for ${place} has 1 to ${PHRASE_MAX_LENGTH} characters`);
  return phrase;
}

function entriesOf(value: unknown, otherwise: string): readonly (readonly [string, unknown])[] {
  if (!isRecord(value)) throw invalid(otherwise);
  return Object.entries(value);
}
