import type { ImageResponseCard, Message, PromptSpecification, ResponseSpecification } from '../bot.ts';

/** A question that is put in other words each time, with a card of choices below it. */
export function prompt(texts: readonly string[], card?: ImageResponseCard): PromptSpecification {
  const { MessageGroupsList: groups } = response(texts);
  return {
    MessageGroupsList: card ? [...groups, { Message: { ImageResponseCard: card } }] : groups,
    MaxRetries: texts.length - 1,
    MessageSelectionStrategy: 'Ordered',
  };
}

/** One of these, drawn by lot. */
export function response([text = '', ...variations]: readonly string[]): ResponseSpecification {
  return {
    MessageGroupsList: [
      { Message: plainText(text), ...(variations.length > 0 && { Variations: variations.map(plainText) }) },
    ],
  };
}

/** A card whose buttons say what is written on them. */
export function choices(title: string, names: readonly string[]): ImageResponseCard {
  return { Title: title, Buttons: names.map(name => ({ Text: name, Value: name })) };
}

function plainText(Value: string): Message {
  return { PlainTextMessage: { Value } };
}
