import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect, expectAccessible, mount, unmount, waitUntil } from './browser-fixture.ts';
import type { ConversationState } from '../src/conversation/conversation.ts';
import type { Line, ReplyLine } from '../src/conversation/transcript.ts';
import { createScriptedConversation, reply, said } from './scripted-conversation.ts';

const streaming: Partial<ReplyLine> = { state: 'streaming', reason: null, at: null };
const TALK: readonly Line[] = [
  said('m1', '안녕'),
  reply('r1', '안녕하세요'),
  said('m2', '언제 열어요?'),
  reply('r2', '열 시요.'),
];

async function open(given: Partial<ConversationState> = {}, attributes: Readonly<Record<string, string>> = {}) {
  const mounted = await mount(attributes, () => createScriptedConversation(given));
  const conversation = await mounted.show();
  const become = async (change: Partial<ConversationState>) => {
    conversation.become(change);
    await mounted.chat.updateComplete;
  };
  const texts = (selector: string) =>
    [...mounted.shadow.querySelectorAll(selector)].map(({ textContent }) => textContent.trim());
  return { ...mounted, conversation, become, texts };
}

afterEach(async () => {
  await unmount();
  for (const button of document.querySelectorAll('.of-the-page')) button.remove();
  await setViewport({ width: 800, height: 600 });
});

function pageButton(): HTMLButtonElement {
  const button = document.createElement('button');
  button.className = 'of-the-page';
  button.textContent = '문의';
  document.body.append(button);
  return button;
}

describe('somebody at the keyboard', () => {
  it('goes back to the page by F6, with the chat open, and closes it by Escape, which gives the focus back', async () => {
    const button = pageButton();
    const { chat, shadow, show } = await mount({}, () => createScriptedConversation({ transcript: TALK }));
    button.focus();
    await show();
    await waitUntil(() => shadow.activeElement?.localName === 'textarea', 'the focus moved in');
    await sendKeys({ press: 'F6' });
    expect(document.activeElement).to.equal(button);
    expect(chat.open).to.equal(true);
    shadow.querySelector('textarea')!.focus();
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !shadow.querySelector('dialog')!.matches(':popover-open'), 'it is closed');
    expect(document.activeElement).to.equal(button);
  });

  it('comes back to the launcher where the launcher opened it, and where the page’s button is gone', async () => {
    const { chat, shadow, find, show } = await mount();
    find('.launcher').focus();
    find('.launcher').click();
    await show();
    await waitUntil(() => shadow.activeElement?.localName === 'textarea', 'the focus moved in');
    await sendKeys({ press: 'F6' });
    expect(shadow.activeElement).to.equal(find('.launcher'));
    chat.hide();
    await chat.updateComplete;
    const button = pageButton();
    button.focus();
    await show();
    await waitUntil(() => shadow.activeElement?.localName === 'textarea', 'the focus moved in');
    button.remove();
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => shadow.activeElement === find('.launcher'), 'the focus is at the launcher');
  });

  it('leaves the chat by Tab: nothing holds the focus in a window beside the page', async () => {
    const { chat, shadow, find } = await open({ transcript: TALK });
    const button = pageButton();
    find('textarea').focus();
    for (let count = 0; count < 6 && document.activeElement === chat; count++) await sendKeys({ press: 'Tab' });
    expect(shadow.activeElement === null || document.activeElement === button).to.equal(true);
  });

  it('walks the transcript message by message', async () => {
    const { shadow, find, texts } = await open({ transcript: TALK });
    find('.transcript').focus();
    await waitUntil(async () => {
      await sendKeys({ press: 'ArrowUp' });
      return shadow.activeElement?.matches('.message');
    }, 'the keys walk');
    await sendKeys({ press: 'End' });
    // The messages, below the day they were said on.
    const items = [...shadow.querySelectorAll('.messages > *')];
    const at = () => items.indexOf(shadow.activeElement!);
    const count = texts('.message').length + 1;
    expect(at()).to.equal(count - 1);
    for (const [key, expected] of [
      ['ArrowUp', count - 2],
      ['ArrowUp', count - 3],
      ['ArrowDown', count - 2],
      ['Home', 0],
      ['ArrowUp', 0],
      ['End', count - 1],
      ['ArrowDown', count - 1],
    ] as const) {
      await sendKeys({ press: key });
      expect(`${key} ${at()}`).to.equal(`${key} ${expected}`);
    }
    expect(getComputedStyle(shadow.activeElement!).outlineStyle).to.equal('solid');
  });
});

describe('somebody who listens', () => {
  it('hears an answer of 500 tokens once, sentence by sentence, and all of it', async function () {
    this.timeout(30_000);
    const { become, shadow } = await open({ transcript: [said('m1', '알려 주세요')] });
    const log: string[] = [];
    const region = shadow.querySelector('dialog [aria-live=polite]')!;
    const observer = new MutationObserver(records => {
      for (const { addedNodes } of records)
        for (const node of addedNodes) if (node instanceof HTMLElement) log.push(node.textContent);
    });
    observer.observe(region, { childList: true, subtree: true });
    const sentences = Array.from({ length: 60 }, (_, i) => `${i + 1}번째로, 이 가게는 열 시에 열어요.`);
    const text = sentences.join(' ');
    const step = Math.ceil(text.length / 500);
    for (let end = step, token = 1; end < text.length; end += step, token++) {
      const shown = become({ transcript: [said('m1', '알려 주세요'), reply('r1', text.slice(0, end), streaming)] });
      // Several come between two frames.
      if (token % 10 === 0) await shown;
    }
    await become({ transcript: [said('m1', '알려 주세요'), reply('r1', text)] });
    await waitUntil(() => log.join(' ') === text, 'the log is the text');
    observer.disconnect();
    expect(new Set(log).size).to.equal(log.length);
    expect(log.flatMap(said => said.split(/(?<=\.) /))).to.deep.equal(sentences);
  });

  it('hears only how many messages there are while the chat is closed', async () => {
    const { chat, become, texts } = await open({ transcript: [said('m1', '안녕')] });
    chat.hide();
    await chat.updateComplete;
    await become({ transcript: [said('m1', '안녕'), reply('r1', '안녕하세요. 반가워요.')] });
    expect(texts('dialog [aria-live=polite] > p')).to.deep.equal([]);
    expect(texts('.root > [aria-live=polite]')).to.deep.equal(['새 메시지 1개']);
    chat.show();
    await chat.updateComplete;
    expect(texts('.root > [aria-live=polite]')).to.deep.equal(['']);
  });

  it('hears each message in its own language', async () => {
    const { shadow } = await open({ transcript: [said('m1', 'hi'), reply('r1', 'Good morning', { locale: 'en_US' })] });
    expect(shadow.querySelector('.pieces')!.getAttribute('lang')).to.equal('en-US');
    expect(shadow.querySelector('.bubble p')!.getAttribute('dir')).to.equal('auto');
  });
});

describe('whoever needs it larger, stronger or quieter', () => {
  const CARD = reply('r3', '골라 주세요', {
    parts: [
      {
        kind: 'card',
        title: '차',
        subtitle: null,
        imageUrl: 'https://x.example/a.png',
        buttons: [{ text: '녹차', value: '녹차' }],
      },
      { kind: 'elicit', intent: 'Book', slot: 'Day', slotType: 'AMAZON.Date' },
    ],
    at: Date.now(),
  });

  it('finds every button and field at least 24 pixels wide and high', async () => {
    for (const transcript of [
      TALK,
      [...TALK, CARD],
      [said('m1', '안녕', { state: 'failed', failure: 'unavailable' })],
    ] as const) {
      const { shadow } = await open({ transcript: transcript as readonly Line[], earlier: 'some' });
      await waitUntil(() => transcript.length < 5 || shadow.querySelector('.other'), 'all is there');
      const small = [...shadow.querySelectorAll<HTMLElement>('button, input, textarea')]
        .map(target => ({ name: target.className || target.localName, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
        .map(({ name, box }) => `${name} ${box.width}×${box.height}`);
      expect(small).to.deep.equal([]);
      await unmount();
    }
  });

  for (const theme of ['light', 'dark']) {
    it(`meets no barrier with a card and a question, beside the page and on a phone (${theme})`, async () => {
      for (const width of [390, 800]) {
        await setViewport({ width, height: 700 });
        const { chat, shadow } = await open({ transcript: [...TALK, CARD] }, { theme });
        await waitUntil(() => shadow.querySelector('.other'), 'all is there');
        await expectAccessible(chat);
        await unmount();
      }
    });
  }
});
