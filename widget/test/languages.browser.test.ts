import { setViewport } from '@web/test-runner-commands';
import { expect, expectAccessible, mount, unmount, waitUntil } from './browser-fixture.ts';
import { LexChat } from '../src/element.ts';
import { parts } from '../src/parts/parts.ts';
import { createScriptedConversation, reply, said } from './scripted-conversation.ts';
import { createWords } from '../src/parts/words.ts';

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

  it('is followed into it by the property as well as by the attribute', async () => {
    const { chat, find, show } = await mount();
    await show();
    chat.lang = 'en';
    await waitUntil(() => find('.panel').lang === 'en', 'the panel is English');
    expect(find('.send').getAttribute('aria-label')).to.equal('Send');
  });

  it('stays in it where the page had asked for another before whose words came later', async () => {
    const host = Object.assign(document.createElement('div'), {
      strings: undefined,
      requestUpdate: () => undefined,
      addController: () => undefined,
      updateComplete: Promise.resolve(true),
    });
    host.lang = 'ja';
    let arrive = () => {};
    const late = new Promise<void>(resolve => (arrive = resolve));
    const { more } = await parts.more();
    const ko = () => late.then(() => more.words.ko());
    const fetchers = { ...more.words, ko };
    const words = await createWords(
      host,
      parts,
      language => fetchers[language](),
      () => undefined,
    );
    host.lang = 'ko';
    words.follow();
    host.lang = 'en';
    words.follow();
    await waitUntil(() => words.strings.more.asking.goOn === 'Keep going', 'they are there');
    arrive();
    await late;
    await fetchers.ko();
    await Promise.resolve();
    expect(words.strings).to.equal(await more.words.en());
  });

  it('is told in it that the chat did not load', async () => {
    const { chat, find, shadow } = await mount({ lang: 'he' });
    const { loadPanel } = LexChat;
    LexChat.loadPanel = () => Promise.reject(new Error('offline'));
    chat.show();
    await waitUntil(() => shadow.querySelector('.sorry')?.textContent.includes('הצ׳אט לא נטען'), 'they are told');
    expect(find('.sorry button').textContent).to.equal('לנסות שוב');
    LexChat.loadPanel = loadPanel;
    find('.sorry button').click();
    await waitUntil(() => shadow.querySelector('.panel'), 'the panel is there');
    expect(find('.launcher').getAttribute('aria-label')).to.equal('סגירת הצ׳אט');
    chat.setAttribute('lang', 'ko');
    await chat.updateComplete;
    expect(find('.launcher').getAttribute('aria-label')).to.equal('채팅 닫기');
  });

  it('reads in it what files may be attached, and what became of them', async () => {
    const { show, shadow, find, conversations } = await mount({ lang: 'fr' }, () =>
      createScriptedConversation({ features: ['upload:csv'] }),
    );
    await show();
    await waitUntil(() => shadow.querySelector('.attach'), 'the button is there');
    expect(find('.attach').title).to.equal('Joindre des fichiers');
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'a.exe'));
    find('.field').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, composed: true }));
    await waitUntil(() => shadow.querySelector('.attached .refused'), 'it is refused');
    expect(find('.attached p').textContent).to.equal('Les fichiers de ce type ne peuvent pas être joints.');
    expect(conversations[0]!.asked).to.deep.equal(['open']);
  });

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
