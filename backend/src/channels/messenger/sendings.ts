import type { ChatMessage } from '@lex-chat/protocol';
import { cutText } from '../../conversation/model/cut-text.ts';
import { cutTitle } from '../cut-title.ts';
import { restyle, type Style } from '../restyle.ts';

/** Meta's limits: of texts, titles and payloads in characters, of the others in number. */
export const MESSENGER_LIMITS = {
  text: 2_000,
  title: 80,
  subtitle: 80,
  buttonTitle: 20,
  payload: 1_000,
  buttons: 3,
  elements: 10,
  quickReplies: 13,
} as const;

type Card = Extract<ChatMessage, { contentType: 'ImageResponseCard' }>['imageResponseCard'];

/** Messenger shows plain text: marks of Markdown would stand there as they are. */
const PLAIN: Style = {
  text: text => text,
  strong: text => text,
  link: (label, url) => (label === url ? url : `${label} (${url})`),
  bullet: '• ',
};

/**
 * Messages as Messenger's Send API takes them, each the `message` of one request: texts within its limit, a card as a generic
 * template, or, where it only asks at the end of a reply, as a text with quick replies. Custom payloads are for a site's own page.
 */
export function toSendings(messages: readonly ChatMessage[]): readonly object[] {
  const last = messages.at(-1);
  return messages.flatMap(message => {
    switch (message.contentType) {
      case 'PlainText':
        return texts(restyle(message.content, PLAIN));
      case 'ImageResponseCard':
        return message === last && isQuestion(message.imageResponseCard)
          ? question(message.imageResponseCard)
          : template(message.imageResponseCard);
      case 'CustomPayload':
        return [];
    }
  });
}

function texts(text: string): object[] {
  const pieces: object[] = [];
  let [piece, behind] = cutText(text.trim(), MESSENGER_LIMITS.text);
  while (piece !== '') {
    pieces.push({ text: piece });
    [piece, behind] = cutText(behind, MESSENGER_LIMITS.text);
  }
  return pieces;
}

/** Quick replies go away with the next message: they are good for an answer, not for a picture to keep. */
function isQuestion({ imageUrl, buttons }: Card): boolean {
  return imageUrl === undefined && buttons.length > 0 && buttons.length <= MESSENGER_LIMITS.quickReplies;
}

function question({ title, subtitle, buttons }: Card): object[] {
  const pieces = texts(subtitle === undefined ? title : `${title}\n${subtitle}`);
  const quick_replies = buttons.map(({ text, value }) => ({
    content_type: 'text',
    title: titled(text),
    payload: paid(value),
  }));
  return [...pieces.slice(0, -1), { ...pieces.at(-1), quick_replies }];
}

function template(card: Card): object[] {
  const { title, subtitle, imageUrl } = card;
  const rows = inRows(card.buttons);
  // Besides its title an element has to have something.
  if (subtitle === undefined && imageUrl === undefined && rows.length === 0) return texts(title);
  const elements = (rows.length === 0 ? [[]] : rows).slice(0, MESSENGER_LIMITS.elements).map((row, i) => ({
    title: cutTitle(title, MESSENGER_LIMITS.title),
    ...(i === 0 && subtitle !== undefined && { subtitle: cutTitle(subtitle, MESSENGER_LIMITS.subtitle) }),
    ...(i === 0 && imageUrl !== undefined && { image_url: imageUrl }),
    ...(row.length > 0 && {
      buttons: row.map(({ text, value }) => ({ type: 'postback', title: titled(text), payload: paid(value) })),
    }),
  }));
  return [{ attachment: { type: 'template', payload: { template_type: 'generic', elements } } }];
}

/** Three buttons are the most of one element; what is left goes on beside it. */
function inRows(buttons: Card['buttons']): readonly Card['buttons'][] {
  const count = Math.ceil(buttons.length / MESSENGER_LIMITS.buttons);
  return Array.from({ length: count }, (_, i) =>
    buttons.slice(i * MESSENGER_LIMITS.buttons, (i + 1) * MESSENGER_LIMITS.buttons),
  );
}

function titled(text: string): string {
  return cutTitle(text, MESSENGER_LIMITS.buttonTitle);
}

function paid(value: string): string {
  return value.slice(0, MESSENGER_LIMITS.payload);
}
