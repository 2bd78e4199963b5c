import { sendKeys } from '@web/test-runner-commands';
import { expect, expectAccessible, mount, unmount, waitUntil } from '../../test/browser-fixture.ts';
import type { ConversationState } from '../conversation/conversation.ts';
import { LexChat } from '../element.ts';
import { createPanel } from '../panel.ts';
import { parts } from '../parts/parts.ts';
import { createScriptedConversation, reply, said } from '../../test/scripted-conversation.ts';

afterEach(unmount);

const TALK = [said('m1', '안녕'), reply('r1', '안녕하세요')];

/** A chat whose menu is open. */
async function openMenu(given: Partial<ConversationState> = {}, attributes = {}) {
  const mounted = await mount(attributes, () => createScriptedConversation({ transcript: TALK, ...given }));
  const conversation = await mounted.show();
  mounted.find('.more').click();
  await waitUntil(() => mounted.shadow.activeElement?.closest('.your-data'), 'the menu has the focus');
  const press = (label: string) =>
    [...mounted.shadow.querySelectorAll<HTMLElement>('.your-data button, .confirm button')]
      .find(({ textContent }) => textContent === label)!
      .click();
  return { ...mounted, conversation, press };
}

describe('the menu of a visitor’s data', () => {
  it('is accessible, open and while it asks whether to delete', async () => {
    const { chat, press, find } = await openMenu();
    await expectAccessible(chat);
    press('대화 삭제');
    expect(find('.confirm').matches(':modal')).to.equal(true);
    await expectAccessible(chat);
  });

  it('deletes only when the visitor says so twice, and gives the focus back', async () => {
    const { press, conversation, shadow, find } = await openMenu();
    press('대화 삭제');
    press('취소');
    expect(conversation.asked).to.deep.equal(['open']);
    press('대화 삭제');
    press('삭제');
    await waitUntil(() => shadow.activeElement === find('.more'), 'the menu is closed');
    expect(conversation.asked).to.deep.equal(['open', 'deleteHistory']);
    expect(shadow.querySelector('.confirm')).to.equal(null);
  });

  it('says where something could not be done, and lets it be tried again', async () => {
    const { press, conversation, shadow } = await openMenu({}, { lang: 'en' });
    conversation.deleteHistory = async () => false;
    conversation.ask = async () => ({ ok: false, code: 'unavailable', reached: false });
    press('Download conversation');
    await waitUntil(() => shadow.querySelector('.your-data')?.textContent.includes('didn’t work'), 'it is said');
    press('Delete conversation');
    press('Delete');
    await waitUntil(() => shadow.querySelector('.confirm .failed')?.textContent.includes('couldn’t'), 'it is said');
    conversation.deleteHistory = async () => true;
    press('Delete');
    await waitUntil(() => !shadow.querySelector('.confirm'), 'it is done');
  });

  it('closes with Escape, one thing at a time', async () => {
    const { chat, press, find, shadow } = await openMenu();
    press('대화 삭제');
    await sendKeys({ press: 'Escape' });
    expect(find<HTMLDialogElement>('.confirm').open).to.equal(false);
    expect(shadow.querySelector('.your-data') === null).to.equal(false);
    find('.your-data button').focus();
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !shadow.querySelector('.your-data'), 'the menu is closed');
    expect(chat.open).to.equal(true);
  });

  it('lets signed visitors alone log out', async () => {
    const { press, conversation, find } = await openMenu({ subject: 'alice' });
    expect(find('.your-data').textContent).to.include('로그아웃');
    press('채팅에서 로그아웃');
    expect(conversation.asked).to.deep.equal(['open', 'logOut']);
    await unmount();
    const guest = await openMenu();
    expect(guest.find('.your-data').textContent.includes('로그아웃')).to.equal(false);
  });

  it('lets visitors choose who answers, of those that the site offers, and says who does', async () => {
    const features = ['stop', 'delete', 'export', 'model:fast:빠른 답변', 'model:deep:깊은 답변'];
    const { chat, conversation, find, shadow } = await openMenu({ features });
    const radios = () => [...shadow.querySelectorAll<HTMLInputElement>('.your-data input')];
    const labels = [...shadow.querySelectorAll('.your-data label')].map(({ textContent }) => textContent.trim());
    expect(labels).to.deep.equal(['기본 모델', '빠른 답변', '깊은 답변']);
    expect(radios().map(({ checked }) => checked)).to.deep.equal([true, false, false]);
    expect(shadow.activeElement === radios()[0]).to.equal(true);
    await expectAccessible(chat);
    await sendKeys({ press: 'ArrowDown' });
    await chat.updateComplete;
    expect(radios().map(({ checked }) => checked)).to.deep.equal([false, true, false]);
    radios()[0]!.click();
    expect(conversation.asked).to.deep.equal(['open', 'choose fast', 'choose the usual model']);
    find('.more').click();
    await waitUntil(() => !shadow.querySelector('.your-data'), 'the menu is closed');
  });

  it('offers no choice where there is none, and takes none for chosen that is offered no more', async () => {
    expect((await openMenu()).shadow.querySelector('.your-data fieldset')).to.equal(null);
    await unmount();
    const { chat, conversation, shadow, find } = await openMenu({ features: ['delete', 'model:fast:빠른 답변'] });
    find<HTMLInputElement>('.your-data label:last-of-type input').click();
    await chat.updateComplete;
    expect(find<HTMLInputElement>('.your-data input').checked).to.equal(false);
    conversation.become({ features: ['delete', 'model:deep:깊은 답변'] });
    await waitUntil(() => shadow.querySelector('.your-data')?.textContent.includes('깊은'), 'the list is another');
    expect(find<HTMLInputElement>('.your-data input').checked).to.equal(true);
  });

  it('does not show where the service offers none of it', async () => {
    const mounted = await mount({}, () => createScriptedConversation({ features: ['stop'] }));
    await mounted.show();
    expect(mounted.shadow.querySelector('.more')).to.equal(null);
  });

  it('is said not to have loaded, and loads when it is asked for again', async () => {
    let hasNetwork = false;
    const mounted = await mount();
    LexChat.loadPanel = async () => ({
      createPanel: host =>
        createPanel(host, () => createScriptedConversation(), {
          ...parts,
          more: async () => (hasNetwork ? import('../parts/more.ts') : Promise.reject(new Error('offline'))),
        }),
    });
    mounted.chat.show();
    await waitUntil(() => mounted.shadow.querySelector('.more'), 'the header is there');
    mounted.find('.more').click();
    await waitUntil(() => mounted.shadow.querySelector('.notice'), 'the visitor is told');
    hasNetwork = true;
    mounted.find('.more').click();
    await waitUntil(() => mounted.shadow.querySelector('.your-data'), 'the menu is open');
    expect(mounted.shadow.querySelector('.notice')).to.equal(null);
  });
});
