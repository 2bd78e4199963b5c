import type { Bot } from '@lex-chat/backend/bots/bot';
import { NOTHING_SAID, type Dialogue } from './dialogue.ts';
import { hear, rank } from './hear.ts';
import { interpret } from './interpret.ts';
import { buildLocale, type LocaleModel } from './locale-model.ts';
import type { Message } from './session-state.ts';

/**
 * A line of a dialogue table: what the visitor says, what Lex answers (or only how many messages), where it then
 * stands, and the value of the intent's first slot (null: empty; undefined: it has none).
 */
export type Exchange = readonly [
  says: string,
  hears: readonly string[] | number,
  stands: string,
  slot: string | null | undefined,
];

/** What really happens when a visitor says the first column. Chance always takes the first. */
export function converse(bot: Bot, localeId: string, exchanges: readonly Exchange[]): readonly Exchange[] {
  const model = buildLocale(bot.BotLocales.find(locale => locale.LocaleId === localeId)!);
  let dialogue: Dialogue = NOTHING_SAID;
  return exchanges.map(([says, hears]) => {
    const turn = takeTurn(model, dialogue, says);
    dialogue = turn.dialogue;
    const texts = turn.messages.map(textOf);
    return [says, typeof hears === 'number' ? texts.length : texts, standing(dialogue), firstSlot(dialogue)];
  });
}

/** One turn, without code hooks, and how Lex reads it. */
export function takeTurn(model: LocaleModel, before: Dialogue, text: string, chance = 0) {
  const world = { random: () => chance, localTime: () => new Date(0) };
  const ranked = rank(model, before, text, world);
  const step = hear(model, before, text, ranked, world).next();
  if (!step.done) throw new Error('This fake has no code hook');
  return { ...step.value, interpretations: interpret(model, ranked, step.value.dialogue.intent) };
}

function textOf(message: Message): string {
  return message.contentType === 'ImageResponseCard' ? message.imageResponseCard.title : message.content;
}

function standing({ dialogAction: action, intent }: Dialogue): string {
  switch (action.type) {
    case 'ElicitSlot':
      return `ElicitSlot ${action.slotToElicit}`;
    case 'Close':
      return `Close ${intent?.state ?? ''}`;
    case 'ElicitIntent':
    case 'ConfirmIntent':
    case 'Delegate':
    case 'None':
      return action.type;
  }
}

function firstSlot({ intent }: Dialogue): string | null | undefined {
  const [slot] = Object.values(intent?.slots ?? {});
  return slot === undefined ? undefined : (slot?.value.interpretedValue ?? null);
}
