import type { Intent, Slot } from '@lex-chat/backend/bots/bot';
import type { Dialogue } from './dialogue.ts';
import type { Slots } from './session-state.ts';

/** The slots of an intent that have a value before anything was said about them. */
export function defaultSlots({ Slots = [] }: Intent, dialogue: Dialogue): Slots {
  return Object.fromEntries(
    Slots.flatMap(slot => {
      const value = firstKnown(slot, dialogue);
      if (value === undefined) return [];
      const slotValue = { originalValue: value, interpretedValue: value, resolvedValues: [value] };
      return [[slot.Name, { shape: 'Scalar' as const, value: slotValue }] as const];
    }),
  );
}

function firstKnown({ ValueElicitationSetting: setting }: Slot, dialogue: Dialogue): string | undefined {
  const candidates = setting.DefaultValueSpecification?.DefaultValueList ?? [];
  for (const { DefaultValue } of candidates) {
    const value = evaluate(DefaultValue, dialogue);
    if (value) return value;
  }
  return undefined;
}

const ATTRIBUTE = /^\[([^\]]+)\]$/u;
const CONTEXT = /^#([^.]+)\.(.+)$/u;

function evaluate(text: string, { sessionAttributes, activeContexts }: Dialogue): string | undefined {
  const [, attribute] = ATTRIBUTE.exec(text) ?? [];
  if (attribute !== undefined) return own(sessionAttributes, attribute);
  const [, contextName, name = ''] = CONTEXT.exec(text) ?? [];
  if (contextName === undefined) return text;
  const context = activeContexts.find(active => active.name === contextName);
  return context && own(context.contextAttributes, name);
}

function own(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
