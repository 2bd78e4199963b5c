import type { OfferedModel } from '@lex-chat/protocol';

/**
 * The model that a message asks for, as it is stored with it; nothing, which is the usual one, where it asks for none that visitors may
 * choose. It is not refused: a page may hold a list for as long as its session lasts, and would be left without any answer.
 */
export function chosenModel(name: string | undefined, offered: readonly OfferedModel[]): { readonly model?: string } {
  const model = offered.find(offer => offer.name === name);
  return model ? { model: model.name } : {};
}
