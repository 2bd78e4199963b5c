import { toSendings } from '@lex-chat/backend/channels/messenger/sendings';
import { toPosts } from '@lex-chat/backend/channels/slack/posts';
import { findGraphFault } from '@lex-chat/demo/channels/graph-faults';
import { findSlackFault } from '@lex-chat/demo/channels/slack';
import type { ChatMessage } from '@lex-chat/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Lex's own limits are wider than those of both platforms. */
const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ minLength: 1, maxLength, unit: 'binary' }),
      fc
        .array(fc.constantFrom('가', '&', '<', ' ', '\n\n', '**', '😀', '.'), { minLength: 1, maxLength })
        .map(all => all.join('').slice(0, maxLength)),
    )
    .filter(text => text.trim() !== '');

const button = fc.record({ text: text(50), value: text(50) });

const message: fc.Arbitrary<ChatMessage> = fc.oneof(
  text(9_000).map(content => ({ contentType: 'PlainText' as const, content })),
  fc
    .record(
      {
        title: text(250),
        subtitle: text(250),
        imageUrl: fc.constant('https://shop.example/a.png'),
        buttons: fc.array(button, { maxLength: 5 }),
      },
      { requiredKeys: ['title', 'buttons'] },
    )
    .map(imageResponseCard => ({ contentType: 'ImageResponseCard' as const, imageResponseCard })),
  fc.constant({ contentType: 'CustomPayload' as const, content: '{}' }),
);

describe('whatever a bot or a model says', () => {
  it('is sent within the limits of Messenger', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 4 }), messages => {
        for (const message of toSendings(messages))
          expect(findGraphFault({ recipient: { id: '1' }, messaging_type: 'RESPONSE', message })).toBeUndefined();
      }),
    );
  });

  it('is posted within the limits of Slack, and nothing in it is a mark of Slack’s that it did not make', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 4 }), messages => {
        for (const post of toPosts(messages)) {
          expect(findSlackFault({ channel: 'C1', ...post })).toBeUndefined();
          expect((post as { text: string }).text).not.toMatch(/<[!@#]/);
        }
      }),
    );
  });
});

it('shows a card as a template, with its further buttons beside it, and a question at the end as quick replies', () => {
  const card = {
    title: '무엇을 도와 드릴까요?',
    buttons: ['배송', '교환', '환불', '오시는 길과 여는 시간, 쉬는 날을 알려 주세요'].map(text => ({
      text,
      value: text,
    })),
  };
  const asked: ChatMessage = { contentType: 'ImageResponseCard', imageResponseCard: card };
  const quick = (title: string, payload = title) => ({ content_type: 'text', title, payload });
  expect(toSendings([asked])).toEqual([
    {
      text: '무엇을 도와 드릴까요?',
      quick_replies: [
        quick('배송'),
        quick('교환'),
        quick('환불'),
        quick('오시는 길과 여는 시간, 쉬는 날을…', '오시는 길과 여는 시간, 쉬는 날을 알려 주세요'),
      ],
    },
  ]);
  const postback = (title: string, payload = title) => ({ type: 'postback', title, payload });
  const image = { ...asked, imageResponseCard: { ...card, imageUrl: 'https://shop.example/a.png' } };
  expect(toSendings([image])).toMatchObject([
    {
      attachment: {
        payload: {
          template_type: 'generic',
          elements: [
            {
              image_url: 'https://shop.example/a.png',
              buttons: [postback('배송'), postback('교환'), postback('환불')],
            },
            { title: card.title, buttons: [{ type: 'postback' }] },
          ],
        },
      },
    },
  ]);
});
