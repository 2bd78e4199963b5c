import type { LexV2ImageResponseCardMessage, LexV2Message } from 'aws-lambda';

/** Each text as a message of its own. */
export function plainTexts(texts: readonly string[]): readonly LexV2Message[] {
  return texts.map(content => ({ contentType: 'PlainText', content }));
}

/** A card whose buttons say what is written on them. */
export function choiceCard(title: string, names: readonly string[]): LexV2ImageResponseCardMessage {
  return {
    contentType: 'ImageResponseCard',
    imageResponseCard: { title, buttons: names.map(name => ({ text: name, value: name })) },
  };
}
