import { expect, mount, unmount, waitUntil, type Mounted } from './browser-fixture.ts';
import type { ConversationState } from '../src/conversation/conversation.ts';
import { parts } from '../src/parts/parts.ts';
import { createScriptedConversation, said } from './scripted-conversation.ts';

afterEach(unmount);

async function shown(given: Partial<ConversationState>) {
  const { shadow, show } = await mount({}, () => createScriptedConversation(given));
  await show();
  const text = (selector: string) => shadow.querySelector(selector)?.textContent.trim();
  return {
    status: text('.status'),
    notice: text('.notice p'),
    welcome: text('.welcome')?.replace(/\s+/g, ' '),
    buttons: [...shadow.querySelectorAll('.notice button, .retry')].map(button => button.textContent.trim()),
  };
}

describe('what the visitor reads of the connection', () => {
  it('promises an answer while there may be one', async () => {
    const { status, welcome } = await shown({});
    expect(status).to.equal('지금 대화할 수 있어요');
    expect(welcome).to.match(/바로 답해 드릴게요/);
  });

  it('promises none while the service is out of reach, and blames nobody’s internet', async () => {
    for (const connection of ['offline', 'unreachable'] as const) {
      const { notice, welcome } = await shown({ connection });
      expect(welcome).to.equal('무엇을 도와드릴까요?');
      expect(/인터넷/.test(notice ?? '')).to.equal(false);
      await unmount();
    }
  });

  it('says that a conversation is over rather than that it connects', async () => {
    const over = await shown({ connection: 'idle', failure: 'session-invalid' });
    expect([over.status, over.buttons]).to.deep.equal(['끝난 대화', ['새 대화 시작']]);
    await unmount();
    const refused = await shown({ connection: 'offline', failure: 'visitor-refused' });
    expect([refused.status, refused.buttons]).to.deep.equal(['연결되지 않았어요', ['다시 시도']]);
  });

  it('offers the way that the page names to whoever it cannot help, and no script in its place', async () => {
    const states: readonly (readonly [Partial<ConversationState>, string, readonly string[]])[] = [
      [{ connection: 'unreachable' }, '/contact', [`${location.origin}/contact`]],
      [{ failure: 'bot-unknown', connection: 'offline' }, 'tel:02-123', ['tel:02-123']],
      [{ connection: 'unreachable' }, 'javascript:alert(1)', []],
      [{ connection: 'online' }, '/contact', []],
      [{ failure: 'session-invalid', connection: 'idle' }, '/contact', []],
    ];
    for (const [state, given, expected] of states) {
      const { chat, shadow, show } = await mount({}, () => createScriptedConversation(state));
      chat.setAttribute('fallback-href', given);
      await show();
      const links = [...shadow.querySelectorAll<HTMLAnchorElement>('.notice a')];
      expect(links.map(({ href }) => href)).to.deep.equal(expected);
      await unmount();
    }
  });

  it('offers to try again only what may go well then', async () => {
    const failed = said('m1', '안녕', { state: 'failed', failure: 'bot-unknown' });
    const refused = { connection: 'offline', failure: 'bot-unknown', transcript: [failed] } as const;
    expect((await shown(refused)).buttons).to.deep.equal([]);
    await unmount();
    const unavailable = said('m1', '안녕', { state: 'failed', failure: 'unavailable' });
    expect((await shown({ transcript: [unavailable] })).buttons).to.deep.equal(['다시 보내기']);
  });
});

describe('why something failed', () => {
  const refused = said('m1', '안녕', { state: 'failed', failure: 'rate-limited' });
  const create = () => createScriptedConversation({ failure: 'origin-refused', transcript: [refused] });
  const read = ({ shadow }: Mounted) =>
    ['.notice p', '.failed'].map(selector => shadow.querySelector(selector)?.textContent.trim());

  it('is said once the words for it have come', async () => {
    const mounted = await mount({}, create);
    await mounted.show();
    const words = [
      '이 사이트에서는 채팅을 쓸 수 없어요.',
      '메시지를 한꺼번에 많이 보내셨어요. 잠시 뒤에 다시 보내 주세요.',
    ];
    await waitUntil(() => read(mounted).join() === words.join(), 'both say why');
  });

  it('is told to those who listen at once when they come, also where nothing else changes', async () => {
    const more = async () => {
      for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
      return parts.more();
    };
    const mounted = await mount({}, createScriptedConversation, { more });
    const conversation = await mounted.show();
    conversation.become({ transcript: [said('m1', '안녕', { state: 'sending' })] });
    conversation.become({ transcript: [refused] });
    const told = () => mounted.shadow.querySelector('div.unseen[aria-live]')?.textContent ?? '';
    await waitUntil(() => told().includes('메시지를 한꺼번에 많이 보내셨어요.'), 'they hear it');
  });

  it('is not said, but that it failed, where they do not come', async () => {
    const more = () => Promise.reject(new Error('offline'));
    const mounted = await mount({}, create, { more });
    await mounted.show();
    expect(read(mounted)).to.deep.equal([
      '지금은 채팅에 연결할 수 없어요. 나중에 다시 시도해 주세요.',
      '보내지 못했어요.',
    ]);
  });
});

describe('a visitor whom the service refused', () => {
  it('is asked for again with another proof', async () => {
    const { chat, show } = await mount();
    chat.visitorToken = 'a.b.c';
    const conversation = await show();
    conversation.become({ failure: 'visitor-refused' });
    chat.heading = '상담';
    await chat.updateComplete;
    expect(conversation.asked).to.deep.equal(['open']);
    chat.visitorToken = 'd.e.f';
    await chat.updateComplete;
    expect(conversation.asked).to.deep.equal(['open', 'open']);
  });
});
