import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { expect, expectAccessible, mount, unmount, waitUntil } from './browser-fixture.ts';
import type { ConversationState } from '../src/conversation/conversation.ts';
import type { Line, ReplyLine } from '../src/conversation/transcript.ts';
import { LexChatFailureEvent, LexChatReplyEvent } from '../src/element.ts';
import { AT, createScriptedConversation, reply, said } from './scripted-conversation.ts';

const streaming: Partial<ReplyLine> = {
  state: 'streaming',
  reason: null,
  at: null,
  source: { kind: 'model', name: 'nova' },
};

const CARD = reply('r1', '골라 주세요', {
  parts: [
    {
      kind: 'card',
      title: '어떤 차를 찾으세요?',
      subtitle: '취향을 골라 주세요.',
      imageUrl: 'https://example.com/tea.png',
      buttons: [{ text: '녹차', value: '녹차 추천' }],
    },
  ],
});

async function open(given: Partial<ConversationState> = {}, attributes: Readonly<Record<string, string>> = {}) {
  const mounted = await mount(attributes, () => createScriptedConversation(given));
  const conversation = await mounted.show();
  const { chat, shadow } = mounted;
  return {
    ...mounted,
    conversation,
    async become(change: Partial<ConversationState>) {
      conversation.become(change);
      await chat.updateComplete;
    },
    texts: (selector: string) => [...shadow.querySelectorAll(selector)].map(found => found.textContent.trim()),
  };
}

afterEach(unmount);

describe('accessibility', () => {
  const states: Readonly<Record<string, Partial<ConversationState>>> = {
    'an empty chat': {},
    'a history on its way': { history: 'loading', connection: 'connecting' },
    'a conversation with more before it': {
      transcript: [said('m1', '안녕'), reply('r1', '안녕하세요')],
      earlier: 'some',
    },
    'a reply that streams': { transcript: [said('m1', '안녕'), reply('r1', '안녕', streaming)] },
    'a reply that is awaited': { transcript: [said('m1', '안녕')], awaiting: 'm1' },
    'a reply that broke off': { transcript: [said('m1', '안녕'), reply('r1', '안', { reason: 'interrupted' })] },
    'a failed message': { transcript: [said('m1', '안녕', { state: 'failed', failure: 'unavailable' })] },
    'a response card': { transcript: [said('m1', '추천'), CARD] },
    'an unreachable service': { connection: 'unreachable' },
    'a lost connection': { connection: 'offline', transcript: [said('m1', '안녕', { state: 'sending' })] },
    'a refused session': { failure: 'session-invalid' },
    'a short limit': { textMaxLength: 5 },
  };
  for (const [name, state] of Object.entries(states)) {
    for (const theme of ['light', 'dark']) {
      it(`finds nothing to object to in ${name} (${theme})`, async () => {
        const { chat } = await open(state, { theme });
        await expectAccessible(chat);
      });
    }
  }

  it('says a streaming reply in whole sentences, each once', async () => {
    const { become, texts } = await open({ transcript: [said('m1', '언제 열어요?')] });
    const text = '열 시에 열어요. 일요일은 쉬어요. 또 오세요!';
    for (let end = 1; end <= text.length; end += 3) {
      await become({ transcript: [said('m1', '언제 열어요?'), reply('r1', text.slice(0, end), streaming)] });
    }
    await become({ transcript: [said('m1', '언제 열어요?'), reply('r1', text)] });
    expect(texts('[aria-live=polite] > p')).to.deep.equal(['열 시에 열어요.', '일요일은 쉬어요.', '또 오세요!']);
  });

  it('looks for the end of a sentence once a frame, however many words come in it', async () => {
    const { chat, conversation, texts } = await open({ transcript: [said('m1', '언제 열어요?')] });
    const { segment } = Intl.Segmenter.prototype;
    let looked = 0;
    Intl.Segmenter.prototype.segment = function (text) {
      looked += 1;
      return segment.call(this, text);
    };
    try {
      const text = '열 시에 열어요. 일요일은 '.repeat(50);
      for (let end = 1; end <= text.length; end += 4) {
        conversation.become({ transcript: [said('m1', '언제 열어요?'), reply('r1', text.slice(0, end), streaming)] });
      }
      await chat.updateComplete;
    } finally {
      Intl.Segmenter.prototype.segment = segment;
    }
    expect(texts('[aria-live=polite] > p')).to.deep.equal([
      '열 시에 열어요. 일요일은 '.repeat(50).replace(/ 일요일은 $/, ''),
    ]);
    expect(looked).to.be.at.least(1);
    expect(looked).to.be.at.most(4);
  });

  it('says nothing of a history', async () => {
    const { become, texts } = await open({ history: 'loading' });
    await become({ history: 'loaded', transcript: [said('m1', '안녕'), reply('r1', '안녕하세요')] });
    expect(texts('[aria-live=polite] > p')).to.deep.equal([]);
  });
});

describe('a transcript', () => {
  it('shows each message of a reply in a bubble of its own, with one label', async () => {
    const { texts } = await open({
      transcript: [reply('r1', '안녕하세요!\n\n성함은요?', { parts: [{ kind: 'break', offset: 8 }] })],
    });
    expect(texts('[part=reply]')).to.deep.equal(['안녕하세요!', '성함은요?']);
    expect(texts('.source')).to.deep.equal(['챗봇']);
  });

  it('stands still when a reply ends: the time is under the reply, of a visit now as of one before', async () => {
    const { become, texts } = await open({ transcript: [said('m1', '안녕'), reply('r1', '안', streaming)] });
    expect(texts('time')).to.deep.equal([]);
    await become({ transcript: [said('m1', '안녕'), reply('r1', '안녕하세요')] });
    expect(texts('.assistant time')).to.have.length(1);
    expect(texts('.visitor time')).to.have.length(0);
    await become({ transcript: [said('m1', '안녕'), reply('r1', '안녕하세요', { at: AT + 61_000 })] });
    expect(texts('.assistant time')).to.have.length(1);
    expect(texts('.visitor time')).to.have.length(1);
  });

  it('tells a page of each reply once, when it has ended', async () => {
    const { chat, become } = await open({ transcript: [said('m1', '안녕')] });
    const told: string[] = [];
    chat.addEventListener(LexChatReplyEvent.type, event => void told.push(event.reply.text));
    await become({ transcript: [said('m1', '안녕'), reply('r1', '안', streaming)] });
    await become({ transcript: [said('m1', '안녕'), reply('r1', '안녕하세요')] });
    await become({ connection: 'offline' });
    expect(told).to.deep.equal(['안녕하세요']);
  });

  it('lets nothing that was said become an element', async () => {
    const evil = '<img src=x onerror=alert(1)> javascript:alert(1) https://example.com/a?b=c';
    const { shadow, texts } = await open({ transcript: [said('m1', evil), reply('r1', evil)] });
    expect(shadow.querySelectorAll('.messages img')).to.have.length(0);
    expect(texts('[part=reply]')).to.deep.equal([evil]);
    await waitUntil(() => shadow.querySelector('[part=reply] a'), 'the code for addresses has come');
    const links = [...shadow.querySelectorAll<HTMLAnchorElement>('[part=reply] a')];
    expect(links.map(link => [link.href, link.rel])).to.deep.equal([
      ['https://example.com/a?b=c', 'noopener noreferrer'],
    ]);
  });

  it('sends a failed message again, and says why it failed', async () => {
    const { chat, conversation, become, find } = await open({ transcript: [said('m1', '안녕')] });
    const told: unknown[] = [];
    chat.addEventListener(LexChatFailureEvent.type, event => void told.push(event.code));
    await become({ transcript: [said('m1', '안녕', { state: 'failed', failure: 'rate-limited' })] });
    expect(told).to.deep.equal(['rate-limited']);
    find('.retry').click();
    expect(conversation.asked).to.include('retry m1');
  });

  it('stops a reply', async () => {
    const { conversation, find, shadow, become } = await open({
      transcript: [said('m1', '안녕'), reply('r1', '안', streaming)],
    });
    find('.stop').click();
    expect(conversation.asked).to.include('stop r1');
    await become({ transcript: [said('m1', '안녕'), reply('r1', '안', { reason: 'stopped' })] });
    expect(shadow.querySelector('.stop')).to.equal(null);
  });

  it('gives the focus to the text field when the button goes that stops a reply', async () => {
    for (const [name, press] of Object.entries({
      mouse: async () => {
        const { x, y, width, height } = document
          .querySelector('lex-chat')!
          .shadowRoot!.querySelector('.stop')!
          .getBoundingClientRect();
        await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
      },
      keyboard: () => sendKeys({ press: 'Enter' }),
      'nobody, for it ended by itself': () => Promise.resolve(),
    })) {
      const { chat, find, shadow, become } = await open({
        transcript: [said('m1', '안녕'), reply('r1', '안', streaming)],
      });
      if (name !== 'mouse') {
        await sendKeys({ down: 'Shift' });
        await sendKeys({ press: 'Tab' });
        await sendKeys({ up: 'Shift' });
        expect(shadow.activeElement).to.equal(find('.stop'));
      }
      await press();
      await become({ transcript: [said('m1', '안녕'), reply('r1', '안', { reason: 'stopped' })] });
      expect(shadow.querySelector('.stop')).to.equal(null);
      expect(shadow.activeElement).to.equal(find('textarea'));
      chat.remove();
    }
  });

  it('sends the value of a card’s button, while the card is the newest there is', async () => {
    const { conversation, find, chat } = await open({ transcript: [said('m1', '추천'), CARD] });
    find('.choices button').click();
    await chat.updateComplete;
    expect(conversation.asked).to.include('say 녹차 추천');
    expect(find<HTMLButtonElement>('.choices button').disabled).to.equal(true);
  });

  it('asks nobody for the image of a card', async () => {
    const { shadow, find } = await open({ transcript: [CARD] });
    expect(shadow.querySelectorAll('img')).to.have.length(0);
    expect(find<HTMLAnchorElement>('.card-image a').href).to.equal('https://example.com/tea.png');
  });
});

describe('scrolling', () => {
  const long = (count: number, from = 0): readonly Line[] =>
    Array.from({ length: count }, (_, index) => reply(`r${from + index}`, `답변 ${from + index}\n둘째 줄`));

  const distance = (element: Element) => element.scrollHeight - element.clientHeight - element.scrollTop;

  it('stays at the end while a conversation grows', async () => {
    const { find, become } = await open({ transcript: long(30) });
    const log = find('.transcript');
    await waitUntil(() => distance(log) <= 1, 'it begins at the end');
    await become({ transcript: long(40) });
    await waitUntil(() => distance(log) <= 1, 'it stays there');
  });

  it('leaves a reader alone who has scrolled up, and takes them back when asked', async () => {
    const { chat, find, shadow, become } = await open({ transcript: long(30) });
    const log = find('.transcript');
    await waitUntil(() => distance(log) <= 1, 'it begins at the end');
    log.scrollTop = 200;
    await waitUntil(() => shadow.querySelector('.latest'), 'the way back shows');
    const read = shadow.elementFromPoint(log.getBoundingClientRect().left + 40, log.getBoundingClientRect().top + 60)!;
    const before = read.getBoundingClientRect().top;
    await become({ transcript: long(40) });
    expect(Math.abs(read.getBoundingClientRect().top - before)).to.be.at.most(1);
    find('.latest').click();
    await chat.updateComplete;
    expect(distance(log)).to.be.at.most(1);
  });

  it('asks for what was said earlier at the top, and does not jump when it comes', async () => {
    const { conversation, find, shadow, become } = await open({ transcript: long(30, 100), earlier: 'some' });
    const log = find('.transcript');
    await waitUntil(() => distance(log) <= 1, 'it begins at the end');
    log.scrollTop = 20;
    await waitUntil(() => conversation.asked.includes('loadEarlier'), 'it asks');
    const anchor = [...shadow.querySelectorAll('.message')].find(item => item.textContent.includes('답변 100'))!;
    const before = anchor.getBoundingClientRect().top;
    await become({ transcript: [...long(20, 80), ...long(30, 100)], earlier: 'none' });
    expect(Math.abs(anchor.getBoundingClientRect().top - before)).to.be.at.most(1);
  });
});
