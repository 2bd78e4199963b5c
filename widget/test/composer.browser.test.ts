import { expect, mount, unmount, waitUntil } from './browser-fixture.ts';
import type { ConversationState } from '../src/conversation/conversation.ts';
import { createScriptedConversation } from './scripted-conversation.ts';

afterEach(unmount);

describe('the text field', () => {
  async function typed(text: string, given: Partial<ConversationState> = {}) {
    const mounted = await mount({}, () => createScriptedConversation(given));
    const conversation = await mounted.show();
    const field = mounted.find<HTMLTextAreaElement>('textarea');
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await mounted.chat.updateComplete;
    return { ...mounted, conversation, field };
  }

  const enter = (given: KeyboardEventInit = {}) =>
    new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true, ...given });

  it('sends once by Enter and is empty afterwards', async () => {
    const { conversation, field, chat } = await typed('  안녕하세요  ');
    field.dispatchEvent(enter());
    await chat.updateComplete;
    field.dispatchEvent(enter());
    expect(conversation.asked).to.deep.equal(['open', 'say 안녕하세요']);
    expect(field.value).to.equal('');
  });

  it('does not send what is still being composed', async () => {
    const { conversation, field } = await typed('안녕하세');
    field.dispatchEvent(enter({ isComposing: true, keyCode: 229 }));
    field.dispatchEvent(enter({ keyCode: 229 }));
    expect(conversation.asked).to.deep.equal(['open']);
    expect(field.value).to.equal('안녕하세');
  });

  it('grows with its text, and not past its share of the panel', async () => {
    const { field, chat } = await typed('한 줄');
    const one = field.clientHeight;
    const write = async (text: string) => {
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await chat.updateComplete;
    };
    await write('한 줄\n두 줄\n세 줄');
    expect(field.clientHeight).to.be.greaterThan(one * 1.8);
    await write('줄\n'.repeat(200));
    expect(field.clientHeight).to.be.at.most(148);
  });

  it('says how much is too much, and does not send it', async () => {
    const { conversation, find, field, shadow } = await typed('가나다라마바사', { textMaxLength: 5 });
    await waitUntil(() => shadow.querySelector('.limit'), 'the words for it have come');
    expect(find('.limit').textContent).to.include('2자');
    expect(find<HTMLButtonElement>('.send').disabled).to.equal(true);
    field.dispatchEvent(enter());
    expect(conversation.asked).to.deep.equal(['open']);
  });

  it('says so below the field, clear of its border', async () => {
    const { find, shadow } = await typed('가나다라마바사', { textMaxLength: 5 });
    await waitUntil(() => shadow.querySelector('.limit'), 'the words for it have come');
    const { bottom } = find('.field').getBoundingClientRect();
    const limit = find('.limit').getBoundingClientRect();
    expect(limit.top - bottom).to.be.at.least(0);
    expect(limit.bottom).to.be.at.most(find('.composer').getBoundingClientRect().bottom);
  });
});
