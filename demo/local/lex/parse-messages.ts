import { isRecord } from '@lex-chat/protocol';
import type { ImageResponseCard, Message } from './engine/session-state.ts';
import { invalid } from './lex-fault.ts';

const MESSAGES_MAX = 10;
const CONTENT_MAX_LENGTH = 1_024;
const CARD_TEXT_MAX_LENGTH = 250;
const BUTTONS_MAX = 5;
const BUTTON_TEXT_MAX_LENGTH = 50;

/** Reads messages that a client has Lex say. Throws a LexFault. */
export function parseMessages(value: unknown): readonly Message[] {
  if (!Array.isArray(value) || value.length > MESSAGES_MAX)
    throw invalid(`messages is a list of at most ${MESSAGES_MAX}`);
  return value.map(parseMessage);
}

function parseMessage(value: unknown): Message {
  if (!isRecord(value)) throw invalid('A message is an object');
  const { contentType, content, imageResponseCard } = value;
  if (contentType === 'ImageResponseCard') return { contentType, imageResponseCard: parseCard(imageResponseCard) };
  if (contentType !== 'PlainText' && contentType !== 'SSML' && contentType !== 'CustomPayload') {
    throw invalid('contentType is PlainText, SSML, CustomPayload or ImageResponseCard');
  }
  return { contentType, content: parseText('content', content, CONTENT_MAX_LENGTH) };
}

function parseCard(value: unknown): ImageResponseCard {
  if (!isRecord(value)) throw invalid('imageResponseCard is an object');
  const { title, subtitle, imageUrl, buttons } = value;
  return {
    title: parseText('title', title, CARD_TEXT_MAX_LENGTH),
    ...(subtitle != null && { subtitle: parseText('subtitle', subtitle, CARD_TEXT_MAX_LENGTH) }),
    ...(imageUrl != null && { imageUrl: parseText('imageUrl', imageUrl, CARD_TEXT_MAX_LENGTH) }),
    ...(buttons != null && { buttons: parseButtons(buttons) }),
  };
}

function parseButtons(value: unknown) {
  if (!Array.isArray(value) || value.length > BUTTONS_MAX) throw invalid(`A card has at most ${BUTTONS_MAX} buttons`);
  return value.map((button: unknown) => {
    if (!isRecord(button)) throw invalid('A button is an object');
    return {
      text: parseText('button.text', button.text, BUTTON_TEXT_MAX_LENGTH),
      value: parseText('button.value', button.value, BUTTON_TEXT_MAX_LENGTH),
    };
  });
}

function parseText(name: string, value: unknown, maxLength: number): string {
  if (typeof value !== 'string' || value.length < 1 || value.length > maxLength) {
    throw invalid(`${name} must have 1 to ${maxLength} characters`);
  }
  return value;
}
