import type { Intent } from '@lex-chat/backend/bots/bot';
import type { SlotSense } from './classify.ts';
import { coverage } from './coverage.ts';
import type { Slots, SlotValue } from './session-state.ts';
import type { Hearing, SlotType } from './slot-types/slot-type.ts';
import { matchTemplate, templateOf, type SlotTexts, type Template } from './template.ts';

/** Finds the values of slots. */
export interface SlotHearing extends SlotSense {
  /** What the answer to the question for a slot fills: that slot, and others that stand beside it. Undefined when it does not answer. */
  hearAnswer(intent: Intent, slotName: string, text: string, hearing: Hearing): Slots | undefined;
  /** The values in the texts that were found for slots. */
  valuesOf(intent: Intent, slotTexts: SlotTexts, hearing: Hearing): Slots;
}

/** @param spotted the types whose values are known wherever they stand, because not just anything is one */
export function createSlotHearing(slotTypes: ReadonlyMap<string, SlotType>, spotted: ReadonlySet<string>): SlotHearing {
  const templates = new Map<string, readonly Template[]>();
  const spottable = new Map<Intent, readonly string[]>();

  return {
    coverage: (intent, slotName, text, hearing) => coverage(text, hear(intent, slotName, text, hearing)),

    spot(intent, text, hearing) {
      const found = spottableOf(intent).flatMap(name => {
        const value = hear(intent, name, text, hearing);
        return value && value.resolvedValues.length > 0 ? [[name, value.originalValue] as const] : [];
      });
      return Object.fromEntries(found);
    },

    takeOut(wanted, text, hearing, mark) {
      const types: string[] = [];
      let left = text;
      for (const type of wanted.filter(name => spotted.has(name))) {
        for (let found = findIn(type, left, hearing); found; found = findIn(type, left, hearing)) {
          if (types.length === VALUES_MAX || !left.includes(found)) break;
          types.push(type);
          left = left.replace(found, mark);
        }
      }
      return { types, left };
    },

    hearAnswer(intent, slotName, text, hearing) {
      for (const template of templatesFor(intent, slotName)) {
        const found = matchTemplate(template, text, (slot, part) => coverage(part, hear(intent, slot, part, hearing)));
        if (found) return valuesOf(intent, found, hearing);
      }
      const found = hear(intent, slotName, text, hearing);
      return found && { [slotName]: scalar(found) };
    },

    valuesOf,
  };

  function valuesOf(intent: Intent, slotTexts: SlotTexts, hearing: Hearing): Slots {
    const values = Object.entries(slotTexts).flatMap(([slot, text]) => {
      const found = hear(intent, slot, text, hearing);
      return found ? [[slot, scalar(found)] as const] : [];
    });
    return Object.fromEntries(values);
  }

  function hear(intent: Intent, slotName: string, text: string, hearing: Hearing): SlotValue | undefined {
    const slot = intent.Slots?.find(({ Name }) => Name === slotName);
    return slot && slotTypes.get(slot.SlotTypeName)?.(text, hearing);
  }

  function findIn(type: string, text: string, hearing: Hearing): string | undefined {
    const found = slotTypes.get(type)?.(text, hearing);
    return found && found.resolvedValues.length > 0 ? found.originalValue : undefined;
  }

  /** The slots that the intent's utterances hold, if no other slot is of the same type. */
  function spottableOf(intent: Intent): readonly string[] {
    const known = spottable.get(intent);
    if (known) return known;
    const { Slots = [], SampleUtterances = [] } = intent;
    const said = new Set(SampleUtterances.flatMap(({ Utterance }) => templateOf(Utterance)?.slots ?? []));
    const names = Slots.filter(({ Name, SlotTypeName: type }) => {
      const isOnly = Slots.filter(({ SlotTypeName }) => SlotTypeName === type).length === 1;
      return isOnly && said.has(Name) && spotted.has(type);
    }).map(({ Name }) => Name);
    spottable.set(intent, names);
    return names;
  }

  /** What may be said when a slot is asked for: its own sample utterances, then those of the intent that hold it. */
  function templatesFor(intent: Intent, slotName: string): readonly Template[] {
    const key = `${intent.Name}/${slotName}`;
    const known = templates.get(key);
    if (known) return known;
    const slot = intent.Slots?.find(({ Name }) => Name === slotName);
    const utterances = [...(slot?.ValueElicitationSetting.SampleUtterances ?? []), ...(intent.SampleUtterances ?? [])];
    const built = utterances
      .flatMap(({ Utterance }) => templateOf(Utterance) ?? [])
      .filter(({ slots }) => slots.includes(slotName));
    templates.set(key, built);
    return built;
  }
}

/** More values than any sentence means. */
const VALUES_MAX = 8;

function scalar(value: SlotValue) {
  return { shape: 'Scalar' as const, value };
}
