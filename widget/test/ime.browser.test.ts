import { expect, mount, unmount, waitUntil } from './browser-fixture.ts';
import { createScriptedConversation } from './scripted-conversation.ts';
import { IME_ORDERS, type ImeStep } from '../src/view/ime-fixture.ts';

afterEach(unmount);

/** Tells the field what the browser would tell it. A keydown that was prevented has no further effect in it. */
function play(field: HTMLTextAreaElement, steps: readonly ImeStep[]): void {
  let isPrevented = false;
  const dispatch = (event: Event) => !field.dispatchEvent(event);
  for (const step of steps) {
    if ('keydown' in step) {
      const { keydown: key, ...given } = step;
      isPrevented = dispatch(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...given }));
    } else if ('beforeinput' in step) {
      const { beforeinput: inputType, isComposing = false } = step;
      if (isPrevented) continue;
      dispatch(new InputEvent('beforeinput', { inputType, isComposing, bubbles: true, cancelable: true }));
    } else if ('composition' in step) {
      dispatch(new CompositionEvent(`composition${step.composition}`, { bubbles: true }));
    } else {
      field.value = step.input;
      dispatch(new InputEvent('input', { inputType: 'insertCompositionText', isComposing: true, bubbles: true }));
    }
  }
}

describe('an input method', () => {
  it('is tried in each language and browser', () => {
    const tried = new Set(IME_ORDERS.map(({ browser, language }) => `${browser} ${language}`));
    for (const language of ['Korean', 'Japanese', 'Chinese'])
      for (const browser of ['Chrome', 'Safari', 'Firefox', 'Android'])
        expect(tried.has(`${browser} ${language}`)).to.equal(true);
  });

  for (const { browser, language, does, steps, sends } of IME_ORDERS) {
    it(`sends nothing too early and nothing twice: ${language} in ${browser}, ${does}`, async () => {
      const { find, show, chat } = await mount();
      const conversation = await show();
      play(find<HTMLTextAreaElement>('textarea'), steps);
      await chat.updateComplete;
      expect(conversation.asked.filter(what => what.startsWith('say'))).to.deep.equal(sends.map(text => `say ${text}`));
      expect(find<HTMLTextAreaElement>('textarea').value === '').to.equal(sends.length > 0);
    });
  }
});

describe('what somebody writes', () => {
  const write = async (field: HTMLTextAreaElement, text: string) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await (document.querySelector('lex-chat') as unknown as { updateComplete: Promise<unknown> }).updateComplete;
  };

  it('is still there when they close the chat, open it again, or lose the connection', async () => {
    const { chat, find, show } = await mount();
    const conversation = await show();
    await write(find('textarea'), '아직 쓰는 중');
    chat.hide();
    await chat.updateComplete;
    conversation.become({ connection: 'offline' });
    await show();
    expect(find<HTMLTextAreaElement>('textarea').value).to.equal('아직 쓰는 중');
    chat.lang = 'en';
    await chat.updateComplete;
    document.body.prepend(chat);
    await chat.updateComplete;
    expect(find<HTMLTextAreaElement>('textarea').value).to.equal('아직 쓰는 중');
  });

  it('is still there when the page keeps it from being sent', async () => {
    const { chat, find, show } = await mount();
    await show();
    chat.addEventListener('lex-chat-send', event => event.preventDefault());
    await write(find('textarea'), '보내지 마세요');
    find('.send').click();
    expect(find<HTMLTextAreaElement>('textarea').value).to.equal('보내지 마세요');
  });

  it('may be pasted at any length: it stays whole, and is told what to do', async () => {
    const { find, show, shadow } = await mount({}, () => createScriptedConversation());
    const conversation = await show();
    const field = find<HTMLTextAreaElement>('textarea');
    const began = performance.now();
    await write(field, '가나다라 '.repeat(4_000));
    expect(performance.now() - began).to.be.at.most(1_000);
    expect(field.value.length).to.equal(20_000);
    await waitUntil(() => shadow.querySelector('.limit'), 'the words for it have come');
    expect(find('.limit').textContent).to.equal('4,096자까지 보낼 수 있어요. 15,904자만 줄여 주세요.');
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    const told = [...shadow.querySelectorAll('[aria-live=polite] > p')].map(({ textContent }) => textContent);
    expect(told).to.deep.equal(['4,096자까지 보낼 수 있어요. 15,904자만 줄여 주세요.']);
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true }));
    expect(conversation.asked).to.deep.equal(['open']);
    await write(field, '가'.repeat(4_096));
    expect(find<HTMLButtonElement>('.send').disabled).to.equal(false);
  });
});
