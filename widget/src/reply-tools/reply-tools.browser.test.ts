import type { Citation } from '@lex-chat/protocol';
import { expect, expectAccessible, mount, unmount, waitUntil } from '../../test/browser-fixture.ts';
import type { ReplyLine } from '../conversation/transcript.ts';
import { LexChatFeedbackEvent } from '../element.ts';
import { createScriptedConversation, reply, said } from '../../test/scripted-conversation.ts';

afterEach(unmount);

const PAGES: readonly Citation[] = [
  { kind: 'citation', number: 1, title: '배송 안내', url: 'https://shop.example/delivery' },
  { kind: 'citation', number: 3, title: '자주 묻는 질문', url: null },
];

async function answered(given: Partial<ReplyLine> = {}, features = ['feedback']) {
  const transcript = [said('m1', '언제 와요?'), reply('r1', '**이틀** 걸려요 [1].', { parts: PAGES, ...given })];
  const mounted = await mount({}, () => createScriptedConversation({ transcript, features }));
  const conversation = await mounted.show();
  await waitUntil(() => mounted.shadow.querySelector('.tools'), 'the tools are there');
  const tool = (label: string) => mounted.find<HTMLButtonElement>(`.tool[aria-label="${label}"]`);
  const told = () =>
    [...mounted.shadow.querySelectorAll('dialog [aria-live=polite] > p')].map(({ textContent }) => textContent);
  const press = async (label: string) => {
    tool(label).click();
    await mounted.chat.updateComplete;
  };
  const asked = () => conversation.asked.filter(what => what.startsWith('post'));
  return { ...mounted, conversation, tool, told, press, asked };
}

describe('somebody who has read an answer', () => {
  it('sees the pages that it rests on, by the numbers in the text', async () => {
    const { chat, shadow } = await answered();
    const pages = [...shadow.querySelectorAll<HTMLLIElement>('.citations li')];
    expect(
      pages.map(page => [page.value, page.textContent.trim(), page.querySelector('a')?.href ?? null]),
    ).to.deep.equal([
      [1, '배송 안내', 'https://shop.example/delivery'],
      [3, '자주 묻는 질문', null],
    ]);
    expect(shadow.querySelector<HTMLAnchorElement>('.citations a')!.rel).to.equal('noopener noreferrer');
    await expectAccessible(chat);
  });

  it('says that it helped, and the page and the service hear it', async () => {
    const { chat, press, asked, told, tool } = await answered();
    const heard: unknown[] = [];
    chat.addEventListener(LexChatFeedbackEvent.type, ({ reply: { id }, rating, comment }) => {
      heard.push([id, rating, comment]);
    });
    await press('도움이 됐어요');
    await waitUntil(() => told().includes('의견 고마워요.'), 'they are thanked');
    expect(heard).to.deep.equal([['r1', 'up', null]]);
    expect(asked()).to.deep.equal(['post /feedback {"replyId":"r1","rating":"up"}']);
    expect(tool('도움이 됐어요').getAttribute('aria-pressed')).to.equal('true');
  });

  it('says what was wrong, or leaves it at that', async () => {
    const { chat, press, asked, find, shadow } = await answered();
    await press('도움이 되지 않았어요');
    await waitUntil(() => shadow.querySelector('.comment'), 'they are asked why');
    await expectAccessible(chat);
    find<HTMLTextAreaElement>('.comment textarea').value = ' 제주는요? ';
    find<HTMLButtonElement>('.comment .main').click();
    await waitUntil(() => !shadow.querySelector('.comment'), 'it is sent');
    expect(asked()).to.deep.equal([
      'post /feedback {"replyId":"r1","rating":"down"}',
      'post /feedback {"replyId":"r1","rating":"down","comment":"제주는요?"}',
    ]);
  });

  it('is told where that could not be kept, and may say it again', async () => {
    const { conversation, press, told, tool } = await answered();
    conversation.ask = async () => ({ ok: false, code: 'unavailable', reached: false });
    await press('도움이 됐어요');
    await waitUntil(() => told().some(text => text.includes('보내지 못했어요')), 'they are told');
    expect(tool('도움이 됐어요').getAttribute('aria-pressed')).to.equal('false');
  });

  it('keeps it from the service where the page wants that', async () => {
    const { chat, press, asked } = await answered();
    chat.addEventListener(LexChatFeedbackEvent.type, event => event.preventDefault());
    await press('도움이 됐어요');
    expect(asked()).to.deep.equal([]);
  });

  it('finds what they said before, and no thumbs where the service does not ask', async () => {
    const { tool } = await answered({ feedback: { rating: 'down' } });
    expect(tool('도움이 되지 않았어요').getAttribute('aria-pressed')).to.equal('true');
    await unmount();
    const { shadow } = await answered({}, []);
    expect(shadow.querySelectorAll('.tool')).to.have.length(1);
  });

  it('copies it, or is told to do so by hand', async () => {
    const { press, told } = await answered();
    const { clipboard } = navigator;
    const copied: string[] = [];
    try {
      Object.defineProperty(navigator, 'clipboard', {
        configurable: true,
        value: { writeText: async (text: string) => void copied.push(text) },
      });
      await press('답변 복사');
      await waitUntil(() => told().includes('복사했어요'), 'it is said');
      expect(copied).to.deep.equal(['**이틀** 걸려요 [1].']);
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
      await press('답변 복사');
      await waitUntil(() => told().some(text => text.includes('복사하지 못했어요')), 'it is said');
    } finally {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
    }
  });

  it('waits for the tools a while where there is no page to name', async () => {
    const { shadow } = await answered({ parts: [] });
    expect(shadow.querySelector('.citations')).to.equal(null);
  });
});
