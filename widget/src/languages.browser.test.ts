import { waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { expect, expectAccessible, mount, unmount } from './browser-fixture.ts';
import { createScriptedConversation, reply, said } from './scripted-conversation.ts';

afterEach(async () => {
  await unmount();
  await setViewport({ width: 800, height: 600 });
});

const TALK = [
  said('m1', 'Hello'),
  reply('r1', '?', {
    parts: [{ kind: 'elicit', intent: 'Book', slot: 'Mail', slotType: 'AMAZON.EmailAddress' }],
    at: Date.now(),
  }),
];

describe('somebody who reads another language', () => {
  for (const [lang, send, direction] of [
    ['ja', '送信', 'ltr'],
    ['zh-CN', '发送', 'ltr'],
    ['zh-TW', '傳送', 'ltr'],
    ['es-MX', 'Enviar', 'ltr'],
    ['fr', 'Envoyer', 'ltr'],
    ['de-AT', 'Senden', 'ltr'],
    ['pt-BR', 'Enviar', 'ltr'],
    ['ar', 'إرسال', 'rtl'],
    ['he', 'שליחה', 'rtl'],
  ] as const) {
    it(`finds the chat in it, and in its direction: ${lang}`, async () => {
      const { chat, show, shadow, find } = await mount({ lang }, () =>
        createScriptedConversation({ transcript: TALK }),
      );
      await show();
      expect(find('.send').getAttribute('aria-label')).to.equal(send);
      expect(find('.launcher').getAttribute('aria-label')).to.equal(
        find('.header .close:last-child').getAttribute('aria-label'),
      );
      await waitUntil(() => shadow.querySelector('input[type=email]'), 'the control is there');
      expect(getComputedStyle(find('.panel')).direction).to.equal(direction);
      const [bubble, log] = [
        find('[part=visitor]').getBoundingClientRect(),
        find('.transcript').getBoundingClientRect(),
      ];
      const isAtRight = log.right - bubble.right < bubble.left - log.left;
      expect(isAtRight).to.equal(direction === 'ltr');
      await expectAccessible(chat);
    });
  }

  it('has nothing cut off on a phone, from right to left', async () => {
    await setViewport({ width: 480, height: 700 });
    await setViewport({ width: 390, height: 700 });
    const { show, find } = await mount({ lang: 'ar' }, () => createScriptedConversation({ transcript: TALK }));
    await show();
    const field = find('.field').getBoundingClientRect();
    expect(field.left >= 0 && field.right <= innerWidth).to.equal(true);
    expect(find('.transcript').scrollWidth).to.be.at.most(find('.transcript').clientWidth);
  });
});
