import { expect, expectAccessible, mount, unmount, waitUntil } from './browser-fixture.ts';
import {
  LexChat,
  LexChatConnectionEvent,
  LexChatLinkEvent,
  LexChatPartEvent,
  LexChatReadyEvent,
  LexChatUnreadEvent,
} from '../src/element.ts';
import { createScriptedConversation, reply, said } from './scripted-conversation.ts';

afterEach(unmount);

/** A chat, open, whose page keeps a list of what it hears. */
async function listening(attributes: Readonly<Record<string, string>> = {}) {
  const mounted = await mount(attributes, () => createScriptedConversation({ connection: 'connecting' }));
  const { chat } = mounted;
  const heard: Event[] = [];
  for (const { type } of [LexChatConnectionEvent, LexChatPartEvent, LexChatReadyEvent, LexChatUnreadEvent])
    chat.addEventListener(type, event => heard.push(event));
  return { ...mounted, heard, conversation: await mounted.show(), types: () => heard.map(({ type }) => type) };
}

describe('what a page sets', () => {
  it('holds when it was set before the element was defined', async () => {
    const early = document.createElement('lex-chat-early');
    Object.assign(early, { heading: '닥결', strings: { open: '물어보기' }, sessionAttributes: { cart: '2' } });
    document.body.append(early);
    customElements.define('lex-chat-early', class extends LexChat {});
    const chat = document.querySelector<LexChat>('lex-chat-early')!;
    await chat.updateComplete;
    expect(chat.heading).to.equal('닥결');
    expect(chat.sessionAttributes).to.deep.equal({ cart: '2' });
    expect(chat.shadowRoot!.querySelector('.launcher')!.getAttribute('aria-label')).to.equal('물어보기');
    chat.remove();
  });

  it('puts its own words in place of the chat’s, and greets by name', async () => {
    const { chat, find, show } = await mount();
    chat.strings = { placeholder: '여기에 쓰세요' };
    chat.visitorProfile = { name: '민수' };
    await show();
    expect(find<HTMLTextAreaElement>('textarea').placeholder).to.equal('여기에 쓰세요');
    expect(find('.welcome-title').textContent).to.equal('민수 님, 무엇을 도와드릴까요?');
    chat.strings = { greeting: name => `${name}!` };
    await waitUntil(() => find('.welcome-title').textContent === '민수!', 'the other words are there');
    expect(find<HTMLTextAreaElement>('textarea').placeholder).to.equal('메시지를 입력하세요');
  });

  it('has the chat’s own words where the code for others does not arrive', async () => {
    const { chat, find, show } = await mount({}, createScriptedConversation, {
      site: () => Promise.reject(new Error('offline')),
    });
    chat.strings = { placeholder: '여기에 쓰세요' };
    await show();
    expect(find<HTMLTextAreaElement>('textarea').placeholder).to.equal('메시지를 입력하세요');
  });

  it('is read from properties as from attributes', async () => {
    const { chat, conversations } = await mount({ 'keep-guest': '', session: 'tab' });
    expect([chat.keepGuest, chat.session]).to.deep.equal([true, 'tab']);
    chat.mode = 'translate';
    await chat.send('안녕');
    expect(conversations[0]!.asked).to.deep.equal(['open', 'say 안녕 (translate)']);
  });

  it('sends session attributes along, as far as they are text', async () => {
    const { chat, conversations } = await mount();
    chat.sessionAttributes = { cart: '2', total: 3 as unknown as string };
    await chat.send('안녕');
    chat.sessionAttributes = null;
    await chat.send('또');
    expect(conversations[0]!.asked).to.deep.equal(['open', 'say 안녕 {"cart":"2"}', 'say 또']);
  });

  it('fills the window as a page, and the page is not moved by it', async () => {
    const { chat, shadow } = await mount({ layout: 'page' });
    await waitUntil(() => shadow.querySelector('section.panel'), 'the panel is there');
    const { top, left, width, height } = shadow.querySelector('.panel')!.getBoundingClientRect();
    expect([top, left, width, height]).to.deep.equal([0, 0, innerWidth, innerHeight]);
    expect(shadow.querySelector('.launcher')).to.equal(null);
    expect(chat.getBoundingClientRect().height).to.equal(0);
  });
});

describe('a configuration in the element', () => {
  /** A chat with that text in a child script, and what the console was told. */
  async function configured(text: string, attributes = {}) {
    const warned: unknown[] = [];
    const { warn } = console;
    Object.assign(console, { warn: (said: unknown) => void warned.push(said) });
    try {
      const { chat, shadow } = await mount(attributes);
      const script = document.createElement('script');
      Object.assign(script, { type: 'application/json', textContent: text });
      chat.append(script);
      // As if the page had been read with it.
      chat.show();
      await waitUntil(() => shadow.querySelector('.panel'), 'the panel is there');
      await chat.updateComplete;
      return { chat, shadow, warned };
    } finally {
      Object.assign(console, { warn });
    }
  }

  it('says what attributes and properties would, where they do not', async () => {
    const said = { theme: 'dark', bot: 'banking', strings: { placeholder: '쓰세요' }, mode: 'translate' };
    const { chat, shadow, warned } = await configured(JSON.stringify(said), { bot: 'shop' });
    expect([chat.theme, chat.bot, chat.getAttribute('mode')]).to.deep.equal(['dark', 'shop', 'translate']);
    expect(shadow.querySelector('textarea')!.placeholder).to.equal('쓰세요');
    expect(warned).to.deep.equal([]);
  });

  it('has no effect beyond that, and tells the developer', async () => {
    const said = '{"visitorToken":"a.b.c","onclick":"alert(1)","__proto__":{"x":1},"theme":7,"strings":"x"}';
    const { chat, warned } = await configured(said);
    expect([chat.visitorToken, chat.getAttribute('onclick'), chat.theme]).to.deep.equal([undefined, null, 'auto']);
    expect(warned).to.have.length(5);
  });

  it('may be anything without harm', async () => {
    for (const text of ['', '{', '[]', 'null', '"x"']) {
      const { warned } = await configured(text);
      expect(warned).to.deep.equal(['<lex-chat> its configuration is no JSON object.']);
      await unmount();
    }
  });

  it('has the panel’s code loaded with the page', async () => {
    const host = document.createElement('div');
    host.innerHTML = '<lex-chat lang="ko"><script type="application/json">{"heading":"닥결"}</script></lex-chat>';
    await mount();
    document.body.append(host);
    const chat = host.querySelector('lex-chat')!;
    await waitUntil(() => chat.heading === '닥결', 'it is configured');
    expect(chat.open).to.equal(false);
    host.remove();
  });
});

describe('what a page hears', () => {
  it('is that the service is reached, once, and each change of the way to it', async () => {
    const { conversation, types, heard } = await listening();
    conversation.become({ connection: 'online' });
    conversation.become({ connection: 'offline' });
    conversation.become({ connection: 'fallback' });
    expect(types()).to.deep.equal([
      'lex-chat-connection',
      'lex-chat-ready',
      'lex-chat-connection',
      'lex-chat-connection',
    ]);
    expect((heard.at(-1) as LexChatConnectionEvent).connection).to.equal('fallback');
  });

  it('is how many replies wait while the panel is closed', async () => {
    const { chat, conversation, heard, show, shadow } = await listening();
    const launcher = shadow.querySelector('.launcher')!;
    const transcript = [said('m1', '안녕'), reply('r1', '네'), reply('r2', '네'), reply('r3', '네')];
    conversation.become({ transcript: transcript.slice(0, 2) });
    expect(heard).to.deep.equal([]);
    chat.hide();
    await chat.updateComplete;
    conversation.become({ transcript: transcript.slice(0, 3) });
    conversation.become({ transcript });
    await chat.updateComplete;
    await waitUntil(
      () => shadow.querySelector<HTMLElement>('[part=badge]')?.dataset['count'] === '2',
      'the number is there',
    );
    expect(launcher.getAttribute('aria-description')).to.equal('새 메시지 2개');
    await waitUntil(() => !shadow.querySelector('.panel')!.getAnimations().length, 'the panel has gone');
    await expectAccessible(chat);
    await show();
    await waitUntil(() => !shadow.querySelector('[part=badge]'), 'the number has gone');
    expect(launcher.hasAttribute('aria-description')).to.equal(false);
    expect(heard.map(event => event instanceof LexChatUnreadEvent && event.count)).to.deep.equal([1, 2, 0]);
  });

  it('is that no reply waits any more once its conversation is gone', async () => {
    const { chat, conversation, heard, shadow } = await listening();
    const badge = () => shadow.querySelector<HTMLElement>('[part=badge]')?.dataset['count'];
    const transcript = [said('m1', '안녕'), reply('r1', '네')];
    conversation.become({ transcript: transcript.slice(0, 1) });
    chat.hide();
    await chat.updateComplete;
    conversation.become({ transcript });
    await waitUntil(() => badge() === '1', 'the number is there');
    chat.setAttribute('lang', 'en');
    const launcher = shadow.querySelector('.launcher')!;
    await waitUntil(() => launcher.getAttribute('aria-description') === '1 new message', 'it is said in English');
    await conversation.deleteHistory();
    await waitUntil(() => badge() === undefined, 'the number has gone');
    expect(heard.map(event => event instanceof LexChatUnreadEvent && event.count)).to.deep.equal([1, 0]);
  });

  it('is where it may show the payload of a bot, which goes with the conversation', async () => {
    const { chat, conversation } = await listening();
    chat.addEventListener('lex-chat-part', ({ part, slot }) => {
      const shown = document.createElement('b');
      Object.assign(shown, { slot, textContent: part.kind === 'payload' ? part.content : '' });
      chat.append(shown);
    });
    conversation.become({
      transcript: [said('m1', '얼마'), reply('r1', '여기요', { parts: [{ kind: 'payload', content: '1,000원' }] })],
    });
    await chat.updateComplete;
    const shown = chat.querySelector('b')!;
    expect(shown.textContent).to.equal('1,000원');
    expect(shown.getBoundingClientRect().width).to.be.greaterThan(0);
    await chat.newConversation();
    expect(conversation.asked.at(-1)).to.equal('beginAnew');
    expect(chat.querySelector('b')).to.equal(null);
  });

  it('is the parts of a reply that is still told, and nothing of how the chat holds it', async () => {
    const { conversation, heard } = await listening();
    const streaming = { state: 'streaming', at: null, reason: null, places: [0] } as const;
    const told = reply('r1', '여기요', { ...streaming, parts: [{ kind: 'payload', content: '{}' }] });
    conversation.become({ transcript: [said('m1', '얼마'), told] });
    const event = heard.findLast(each => each instanceof LexChatPartEvent);
    const { places, ...known } = told;
    expect(places).to.have.length(1);
    expect(event?.reply).to.deep.equal(known);
  });

  it('is a link that the visitor follows, and may take them there itself', async () => {
    const { chat, conversation, shadow } = await listening();
    conversation.become({
      transcript: [said('m1', '배송'), reply('r1', '[배송 안내](https://shop.example/delivery)')],
    });
    await waitUntil(() => shadow.querySelector('.markdown a'), 'the link is there');
    const followed: string[] = [];
    chat.addEventListener(LexChatLinkEvent.type, event => {
      followed.push(event.href);
      event.preventDefault();
    });
    const click = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true });
    shadow.querySelector('.markdown a')!.dispatchEvent(click);
    expect(followed).to.deep.equal(['https://shop.example/delivery']);
    expect(click.defaultPrevented).to.equal(true);
    shadow.querySelector('.transcript')!.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    expect(followed).to.have.length(1);
  });
});

it('shows what the page has put before the composer', async () => {
  const { chat, find, show } = await mount();
  const hint = document.createElement('p');
  Object.assign(hint, { slot: 'before-composer', textContent: '카드 번호는 쓰지 마세요.' });
  chat.append(hint);
  await show();
  const [above, place, below] = ['.stage', null, '.composer'].map(selector =>
    (selector ? find(selector) : hint).getBoundingClientRect(),
  );
  expect(place!.top).to.be.at.least(above!.bottom);
  expect(place!.bottom).to.be.at.most(below!.top);
  expect(place!.height).to.be.greaterThan(0);
});
