import type { ChatMessage } from '@lex-chat/protocol';
import { cutText } from '../../conversation/model/cut-text.ts';
import { cutTitle } from '../cut-title.ts';
import { restyle, type Style } from '../restyle.ts';

/** Slack's limits: texts in characters as they are written, with what is escaped. */
export const SLACK_LIMITS = {
  text: 4_000,
  section: 3_000,
  buttonText: 75,
  value: 2_000,
  alt: 2_000,
  buttons: 25,
} as const;

/** A text takes up to five times its length when it is escaped: `&amp;`. */
const ESCAPED = 5;

/** Slack's own marks. What a text says itself can be none of them: no mention of everybody, no link under another name. */
const MRKDWN: Style = {
  text: escaped,
  strong: text => (text.trim() === '' ? text : `*${text.trim()}*`),
  link: (label, url) => `<${escaped(url).replaceAll('|', '%7C')}|${escaped(label).replaceAll('|', '/')}>`,
  bullet: '• ',
};

type Card = Extract<ChatMessage, { contentType: 'ImageResponseCard' }>['imageResponseCard'];

/** Messages as `chat.postMessage` takes them, without channel and thread. Custom payloads are for a site's own page. */
export function toPosts(messages: readonly ChatMessage[]): readonly object[] {
  return messages.flatMap((message): object[] => {
    switch (message.contentType) {
      case 'PlainText':
        return texts(message.content);
      case 'ImageResponseCard':
        return [cardPost(message.imageResponseCard)];
      case 'CustomPayload':
        return [];
    }
  });
}

function texts(markdown: string): object[] {
  const [piece, behind] = cutToFit(markdown.trim());
  if (piece === '') return [];
  return [{ text: restyle(piece, MRKDWN), unfurl_links: false }, ...texts(behind)];
}

/** As much as fits when it is written in Slack's way: mostly all of it, and shorter where much has to be escaped. */
function cutToFit(text: string): readonly [piece: string, behind: string] {
  for (let length: number = SLACK_LIMITS.text; ; length = Math.floor(length * 0.8)) {
    const cut = cutText(text, length);
    if (length * ESCAPED <= SLACK_LIMITS.text || restyle(cut[0], MRKDWN).length <= SLACK_LIMITS.text) return cut;
  }
}

function cardPost({ title, subtitle, imageUrl, buttons }: Card): object {
  const text = escaped(
    cutTitle(subtitle === undefined ? title : `${title}\n${subtitle}`, SLACK_LIMITS.section / ESCAPED),
  );
  const elements = buttons.slice(0, SLACK_LIMITS.buttons).map(({ text: label, value }, i) => ({
    type: 'button',
    action_id: `button-${i}`,
    text: { type: 'plain_text', text: cutTitle(label, SLACK_LIMITS.buttonText) },
    value: value.slice(0, SLACK_LIMITS.value),
  }));
  const blocks = [
    { type: 'section', text: { type: 'mrkdwn', text } },
    ...(imageUrl === undefined
      ? []
      : [{ type: 'image', image_url: imageUrl, alt_text: cutTitle(title, SLACK_LIMITS.alt) }]),
    ...(elements.length === 0 ? [] : [{ type: 'actions', elements }]),
  ];
  return { text, blocks };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
