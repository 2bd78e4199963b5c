import type { Intent } from '@lex-chat/backend/bots/bot';
import type { SlotSense } from './classify.ts';
import { coverage } from './coverage.ts';
import type { Slots, SlotValue } from './session-state.ts';
import { learnSlotMarks, type TellSlot } from './slot-marks.ts';
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
  const rivalling = new Map<Intent, readonly Rivals[]>();

  return {
    coverage: (intent, slotName, text, hearing) => coverage(text, hear(intent, slotName, text, hearing)),

    spot(intent, text, hearing) {
      const found = spottableOf(intent).flatMap(name => {
        const value = hear(intent, name, text, hearing);
        return value && value.resolvedValues.length > 0 ? [[name, value.originalValue] as const] : [];
      });
      return { ...Object.fromEntries(found), ...spotRivals(intent, text, hearing) };
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
      const told = spotRivals(intent, text, hearing);
      if (Object.hasOwn(told, slotName)) return valuesOf(intent, told, hearing);
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

  /** The values of types that several slots share, where what stands beside a value tells whose it is. */
  function spotRivals(intent: Intent, text: string, hearing: Hearing): SlotTexts {
    const spots: Record<string, string> = {};
    for (const { type, others, tell } of rivalsOf(intent)) {
      const values = placesOf(type, text, hearing);
      for (const [i, { start, end }] of values.entries()) {
        const before = withoutValues(others, text.slice(values[i - 1]?.end ?? 0, start), hearing);
        const after = withoutValues(others, text.slice(end, values[i + 1]?.start), hearing);
        const slot = tell({ before, after });
        if (slot !== undefined) spots[slot] ??= text.slice(start, end);
      }
    }
    return spots;
  }

  /** Where the values of a type stand in a text, in its order. */
  function placesOf(type: string, text: string, hearing: Hearing): readonly Place[] {
    const places: Place[] = [];
    let left = text;
    for (let found = findIn(type, left, hearing); found; found = findIn(type, left, hearing)) {
      const start = left.indexOf(found);
      if (start === -1 || places.length === VALUES_MAX) break;
      places.push({ start, end: start + found.length });
      // What takes its place is as long, so that the places of the others stay what they are.
      left = left.slice(0, start) + TAKEN.repeat(found.length) + left.slice(start + found.length);
    }
    return places.toSorted((a, b) => a.start - b.start);
  }

  function withoutValues(types: readonly string[], text: string, hearing: Hearing): string {
    return types.reduce((left, type) => left.replace(findIn(type, left, hearing) ?? '', ' '), text);
  }

  function rivalsOf(intent: Intent): readonly Rivals[] {
    const known = rivalling.get(intent);
    if (known) return known;
    const typesOf = (intent.Slots ?? []).map(({ SlotTypeName }) => SlotTypeName);
    const types = [...new Set(typesOf)].filter(type => spotted.has(type));
    const rivals = types
      .map(type => ({ type, slots: (intent.Slots ?? []).filter(slot => slot.SlotTypeName === type) }))
      .filter(({ slots }) => slots.length > 1)
      .map(({ type, slots }) => ({
        type,
        others: types.filter(other => other !== type),
        tell: learnSlotMarks(
          intent,
          slots.map(({ Name }) => Name),
        ),
      }));
    rivalling.set(intent, rivals);
    return rivals;
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

/** Slots of one type. */
interface Rivals {
  readonly type: string;
  /** The types of the intent's other slots. */
  readonly others: readonly string[];
  readonly tell: TellSlot;
}

/** In UTF-16 code units. */
interface Place {
  readonly start: number;
  readonly end: number;
}

const TAKEN = '\u0000';

/** More values than any sentence means. */
const VALUES_MAX = 8;

function scalar(value: SlotValue) {
  return { shape: 'Scalar' as const, value };
}
