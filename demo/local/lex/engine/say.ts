import type {
  Message as Definition,
  MessageGroup,
  PromptSpecification,
  ResponseSpecification,
} from '@lex-chat/backend/bots/bot';
import type { IntentDialogue } from './dialogue.ts';
import type { Message } from './session-state.ts';

/** A response in words: of each group one message, drawn by lot. It may mention the slots and session attributes of `dialogue`. */
export function say(
  response: ResponseSpecification | undefined,
  dialogue: IntentDialogue,
  random: () => number,
): readonly Message[] {
  return (response?.MessageGroupsList ?? []).map(group => fill(draw(choicesOf(group), random), dialogue));
}

/** A question in words, for the first time or as a retry. Ordered prompts go through their variations, retry by retry. */
export function ask(prompt: PromptSpecification, dialogue: IntentDialogue, random: () => number): readonly Message[] {
  if (prompt.MessageSelectionStrategy !== 'Ordered') return say(prompt, dialogue, random);
  return prompt.MessageGroupsList.map(group => {
    const choices = choicesOf(group);
    return fill(choices[Math.min(dialogue.retries, choices.length - 1)]!, dialogue);
  });
}

function choicesOf({ Message, Variations = [] }: MessageGroup): readonly Definition[] {
  return [Message, ...Variations];
}

function draw<T>(choices: readonly T[], random: () => number): T {
  return choices[Math.min(Math.floor(random() * choices.length), choices.length - 1)]!;
}

function fill(message: Definition, dialogue: IntentDialogue): Message {
  const put = (text: string) => mention(text, dialogue);
  if ('PlainTextMessage' in message) return { contentType: 'PlainText', content: put(message.PlainTextMessage.Value) };
  if ('SSMLMessage' in message) return { contentType: 'SSML', content: put(message.SSMLMessage.Value) };
  if ('CustomPayload' in message) return { contentType: 'CustomPayload', content: put(message.CustomPayload.Value) };
  const { Title, Subtitle, ImageUrl, Buttons } = message.ImageResponseCard;
  return {
    contentType: 'ImageResponseCard',
    imageResponseCard: {
      title: put(Title),
      ...(Subtitle !== undefined && { subtitle: put(Subtitle) }),
      ...(ImageUrl !== undefined && { imageUrl: put(ImageUrl) }),
      ...(Buttons && { buttons: Buttons.map(({ Text, Value }) => ({ text: put(Text), value: put(Value) })) }),
    },
  };
}

/** Only names that exist are replaced: the braces of a JSON payload stay what they are. In one pass, so that what a visitor wrote is never read as a template. */
function mention(text: string, { intent: { slots }, sessionAttributes }: IntentDialogue): string {
  return text.replace(/\{([\w-]+)\}|\[([\w.:-]+)\]/gu, (placeholder, slot?: string, attribute?: string) => {
    if (slot !== undefined && Object.hasOwn(slots, slot)) return slots[slot]?.value.interpretedValue ?? '';
    if (attribute !== undefined && Object.hasOwn(sessionAttributes, attribute)) return sessionAttributes[attribute]!;
    return placeholder;
  });
}
