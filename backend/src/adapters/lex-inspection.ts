import type { RecognizeTextCommandOutput, Slot } from '@aws-sdk/client-lex-runtime-v2';
import type { LexInspection } from '@lex-chat/protocol';

/** Longest value of a slot that is shown, in UTF-16 code units: all of an inspection goes into one frame. */
const VALUE_MAX_LENGTH = 200;

/** Most slots that are shown. Lex takes 100 of an intent. */
const SLOTS_MAX = 20;

/** What a developer wants to know of an answer of Lex. */
export function inspectLex({
  sessionState,
  interpretations = [],
}: Pick<RecognizeTextCommandOutput, 'sessionState' | 'interpretations'>): LexInspection {
  const { dialogAction, activeContexts = [] } = sessionState ?? {};
  return {
    interpretations: interpretations.map(({ intent, nluConfidence }) => ({
      intent: intent?.name ?? '',
      confidence: nluConfidence?.score ?? null,
      state: intent?.state ?? null,
    })),
    slots: Object.fromEntries(
      Object.entries(interpretations[0]?.intent?.slots ?? {})
        .slice(0, SLOTS_MAX)
        .map(([name, slot]) => [name, valueOf(slot)]),
    ),
    contexts: activeContexts.map(({ name, timeToLive }) => ({
      name: name ?? '',
      turns: timeToLive?.turnsToLive ?? 0,
      seconds: timeToLive?.timeToLiveInSeconds ?? 0,
    })),
    action: dialogAction?.type ?? null,
    slot: dialogAction?.slotToElicit ?? null,
  };
}

/** Of a slot with several values, all of them; of one with slots of its own, nothing but that it is filled. */
function valueOf(slot: Slot | null): string | null {
  if (!slot) return null;
  const values = slot.values?.map(valueOf) ?? [slot.value?.interpretedValue ?? slot.value?.originalValue ?? ''];
  return cut(values.join(', '));
}

function cut(value: string): string {
  return value.length <= VALUE_MAX_LENGTH ? value : `${value.slice(0, VALUE_MAX_LENGTH).toWellFormed()}…`;
}
