import { expect, expectAccessible, mount, unmount, waitUntil } from './browser-fixture.ts';
import { LexChat, LexChatSendEvent } from '../src/element.ts';
import { createPanel } from '../src/panel.ts';

afterEach(unmount);

describe('a closed chat', () => {
  it('makes no request, opens no socket and touches no storage', async () => {
    const touched: string[] = [];
    const { fetch, WebSocket, localStorage: kept } = globalThis;
    const storage = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')!;
    globalThis.fetch = (...request) => (touched.push('fetch'), fetch(...request));
    globalThis.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        touched.push('socket');
        super(url, protocols);
      }
    };
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get: () => (touched.push('storage'), kept),
    });
    try {
      // The real panel and its real conversation.
      LexChat.loadPanel = () => import('../src/panel.ts');
      if (!customElements.get('lex-chat')) customElements.define('lex-chat', LexChat);
      const chat = document.createElement('lex-chat');
      document.body.append(chat);
      await chat.updateComplete;
      chat.shadowRoot!.querySelector('.launcher')!.dispatchEvent(new PointerEvent('pointerenter'));
      await LexChat.loadPanel();
      await chat.updateComplete;
      expect(touched).to.deep.equal([]);

      chat.show();
      await waitUntil(() => touched.length > 0, 'an open one does');
    } finally {
      Object.assign(globalThis, { fetch, WebSocket });
      Object.defineProperty(globalThis, 'localStorage', storage);
    }
  });

  it('shows its launcher above everything, and again when the page hides it', async () => {
    const { find } = await mount();
    const launcher = find('.launcher');
    expect(launcher.matches(':popover-open')).to.equal(true);
    launcher.hidePopover();
    await waitUntil(() => launcher.matches(':popover-open'), 'the launcher is back');
  });

  it('withstands a page that resets everything', async () => {
    const style = document.createElement('style');
    style.textContent = '* { all: unset !important; font-size: 40px !important }';
    document.head.append(style);
    try {
      const { find } = await mount();
      const { width, height } = find('.launcher').getBoundingClientRect();
      expect([width, height]).to.deep.equal([56, 56]);
      expect(getComputedStyle(find('.launcher')).position).to.equal('fixed');
    } finally {
      style.remove();
    }
  });
});

describe('opening and closing', () => {
  it('moves the focus into the text field and back to the launcher', async () => {
    const { chat, find, shadow, show } = await mount();
    find('.launcher').focus();
    await show();
    await waitUntil(() => shadow.activeElement === find('textarea'), 'the field has the focus');
    find('textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await chat.updateComplete;
    expect(chat.open).to.equal(false);
    expect(find('dialog').matches(':popover-open')).to.equal(false);
    expect(shadow.activeElement).to.equal(find('.launcher'));
  });

  it('leaves the focus alone when the chat was open from the start', async () => {
    const input = document.createElement('input');
    document.body.append(input);
    input.focus();
    const { shadow } = await mount({ open: '' });
    await waitUntil(() => shadow.querySelector('dialog:popover-open'), 'the panel shows');
    expect(document.activeElement).to.equal(input);
    input.remove();
  });

  it('tells the page', async () => {
    const told: string[] = [];
    const listen = (event: Event) => void told.push(event.type);
    document.addEventListener('lex-chat-show', listen);
    document.addEventListener('lex-chat-hide', listen);
    const { chat, show } = await mount();
    expect(told).to.deep.equal([]);
    await show();
    chat.hide();
    await chat.updateComplete;
    expect(told).to.deep.equal(['lex-chat-show', 'lex-chat-hide']);
    document.removeEventListener('lex-chat-show', listen);
    document.removeEventListener('lex-chat-hide', listen);
  });

  it('keeps the conversation and the draft while closed', async () => {
    const { chat, find, conversations, show } = await mount();
    await show();
    const field = find<HTMLTextAreaElement>('textarea');
    field.value = '나중에 보낼 말';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    chat.hide();
    await chat.updateComplete;
    await show();
    expect(field.value).to.equal('나중에 보낼 말');
    expect(conversations).to.have.length(1);
  });

  it('comes back when the page takes the panel out of the top layer', async () => {
    const { find, show } = await mount();
    await show();
    find('dialog').hidePopover();
    await waitUntil(() => find('dialog').matches(':popover-open'), 'the panel is back');
  });
});

describe('code that does not arrive', () => {
  it('is told in words, with a way to try again', async () => {
    const { chat, find, shadow } = await mount();
    LexChat.loadPanel = () => Promise.reject(new Error('offline'));
    chat.show();
    await waitUntil(() => shadow.querySelector('.sorry'), 'the visitor is told');
    await expectAccessible(chat);
    LexChat.loadPanel = async () => ({ createPanel });
    find('.sorry button').click();
    await waitUntil(() => shadow.querySelector('.panel'), 'the panel is there');
    expect(shadow.querySelector('.sorry')).to.equal(null);
  });

  it('makes send() reject', async () => {
    const { chat } = await mount();
    LexChat.loadPanel = () => Promise.reject(new Error('offline'));
    let reason: unknown;
    await chat.send('안녕').catch((error: unknown) => (reason = error));
    expect(reason).to.be.an('error');
  });
});

describe('send()', () => {
  it('begins the conversation of a closed chat and answers the id of the message', async () => {
    const { chat, conversations } = await mount();
    expect(await chat.send('안녕')).to.equal('m0');
    expect(chat.open).to.equal(false);
    expect(conversations[0]!.asked).to.deep.equal(['open', 'say 안녕']);
  });

  it('names the mode that the page has set', async () => {
    const { chat, conversations } = await mount({ mode: 'translate' });
    await chat.send('안녕');
    expect(conversations[0]!.asked).to.deep.equal(['open', 'say 안녕 (translate)']);
  });

  it('keeps the message on the page when the page cancels it', async () => {
    const { chat, find, show } = await mount();
    const conversation = await show();
    chat.addEventListener(LexChatSendEvent.type, event => event.preventDefault());
    let reason: unknown;
    await chat.send('비밀').catch((error: unknown) => (reason = error));
    expect((reason as DOMException).name).to.equal('AbortError');

    const field = find<HTMLTextAreaElement>('textarea');
    field.value = '비밀';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    find<HTMLFormElement>('form').requestSubmit();
    expect(conversation.asked).to.deep.equal(['open']);
    expect(field.value).to.equal('비밀');
  });
});
