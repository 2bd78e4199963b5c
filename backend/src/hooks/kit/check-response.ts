import type { LexV2Event, LexV2ImageResponseCard, LexV2Message } from 'aws-lambda';
import { utf8Length } from '@lex-chat/protocol';
import type { Hook, HookResponse } from './hook.ts';
import {
  ATTRIBUTES_MAX_BYTES,
  BUTTON_TEXT_MAX_LENGTH,
  BUTTONS_MAX,
  CARD_TEXT_MAX_LENGTH,
  MESSAGE_MAX_LENGTH,
  MESSAGES_MAX,
  RESPONSE_MAX_BYTES,
} from './limits.ts';

/** A hook answered what Lex would refuse without a word of what or where. */
export class HookResponseError extends Error {
  override readonly name = 'HookResponseError';
}

/** The hook, held to Lex's limits. Rejects with `HookResponseError`, which names bot, locale, intent and limit. */
export function checked(hook: Hook): Hook {
  return async (event, deadline) => {
    const response = await hook(event, deadline);
    checkResponse(event, response);
    return response;
  };
}

export function checkResponse(event: LexV2Event, response: HookResponse): void {
  const fault = faultIn(response);
  if (fault === undefined) return;
  const { bot, sessionState, invocationSource } = event;
  throw new HookResponseError(
    `The ${invocationSource} of ${sessionState.intent.name} (${bot.name}, ${bot.localeId}) answered with ${fault}`,
  );
}

function faultIn(response: HookResponse): string | undefined {
  const { messages = [], sessionState } = response;
  const { dialogAction, sessionAttributes, intent } = sessionState;
  const attributeBytes = utf8Length(JSON.stringify(sessionAttributes));
  const bytes = utf8Length(JSON.stringify(response));
  const isQuestion = dialogAction.type === 'ElicitIntent' || dialogAction.type === 'ConfirmIntent';

  if (isQuestion && messages.length === 0) return `${dialogAction.type} and no messages, which it needs`;
  if (dialogAction.type === 'ElicitSlot' && !Object.hasOwn(intent.slots, dialogAction.slotToElicit))
    return `a question for ${dialogAction.slotToElicit}, which is none of its slots`;
  if (attributeBytes > ATTRIBUTES_MAX_BYTES)
    return over('session attributes', attributeBytes, ATTRIBUTES_MAX_BYTES, 'bytes');
  if (messages.length > MESSAGES_MAX) return over('a list of messages', messages.length, MESSAGES_MAX, 'messages');
  const fault = messages.map(faultInMessage).find(found => found !== undefined);
  if (fault !== undefined) return fault;
  return bytes > RESPONSE_MAX_BYTES ? over('a response', bytes, RESPONSE_MAX_BYTES, 'bytes') : undefined;
}

function faultInMessage(message: LexV2Message, index: number): string | undefined {
  const place = `message ${index + 1}`;
  if (message.contentType === 'ImageResponseCard') return faultInCard(message.imageResponseCard, place);
  return faultInText(place, message.content, MESSAGE_MAX_LENGTH);
}

function faultInCard({ title, subtitle, imageUrl, buttons = [] }: LexV2ImageResponseCard, place: string) {
  const texts: readonly (readonly [string, string | undefined, number])[] = [
    ['title', title, CARD_TEXT_MAX_LENGTH],
    ['subtitle', subtitle, CARD_TEXT_MAX_LENGTH],
    ['imageUrl', imageUrl, CARD_TEXT_MAX_LENGTH],
    ...buttons.flatMap(({ text, value }) => [
      ['button text', text, BUTTON_TEXT_MAX_LENGTH] as const,
      ['button value', value, BUTTON_TEXT_MAX_LENGTH] as const,
    ]),
  ];
  if (buttons.length > BUTTONS_MAX) return over(`the card in ${place}`, buttons.length, BUTTONS_MAX, 'buttons');
  return texts
    .map(([name, text, max]) => (text === undefined ? undefined : faultInText(`the ${name} in ${place}`, text, max)))
    .find(fault => fault !== undefined);
}

function faultInText(place: string, text: string, max: number): string | undefined {
  if (text === '') return `an empty text as ${place}`;
  return text.length > max ? over(place, text.length, max, 'characters') : undefined;
}

function over(what: string, count: number, max: number, unit: string): string {
  return `${what} of ${count} ${unit}; Lex takes ${max}`;
}
