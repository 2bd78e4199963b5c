import { expect, mount, unmount, waitUntil } from './browser-fixture.ts';
import { reply, said } from './scripted-conversation.ts';

afterEach(unmount);

describe('a visitor who signs out', () => {
  it('leaves nothing on the page by the next paint', async () => {
    const { chat, find, shadow, show, conversations } = await mount();
    chat.visitorToken = async () => 'alice';
    const conversation = await show();
    conversation.become({ subject: 'alice', transcript: [said('m1', '비밀'), reply('r1', '답')] });
    const field = find<HTMLTextAreaElement>('textarea');
    field.value = '쓰던 말';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await chat.updateComplete;
    expect(shadow.textContent).to.include('비밀');

    conversation.isStillTheirs = () => chat.visitorToken !== undefined;
    conversation.makeWay = () => conversation.become({ subject: null, transcript: [] });
    chat.visitorToken = undefined;
    // The last moment before the next paint.
    await new Promise(requestAnimationFrame);
    expect(shadow.textContent.includes('비밀')).to.equal(false);
    expect(field.value).to.equal('');
    expect(conversations).to.have.length(2);
  });

  it('is gone before anything else happens, also from a long answer on its way', async () => {
    const { chat, shadow, show } = await mount();
    chat.visitorToken = async () => 'alice';
    const conversation = await show();
    const long = '비밀 '.repeat(20_000);
    conversation.become({ subject: 'alice', transcript: [said('m1', '?'), reply('r1', long, { state: 'streaming' })] });
    await chat.updateComplete;
    conversation.become({ transcript: [said('m1', '?'), reply('r1', `${long}!`, { state: 'streaming' })] });
    conversation.isStillTheirs = () => false;
    conversation.makeWay = () => conversation.become({ subject: null, transcript: [] });
    expect(shadow.textContent).to.include('비밀');
    chat.visitorToken = undefined;
    expect(shadow.textContent.includes('비밀')).to.equal(false);
  });

  it('is not taken for whoever signs in within the same task', async () => {
    const { chat, show, conversations } = await mount();
    const [alice, bob] = [async () => 'alice', async () => 'bob'];
    chat.visitorToken = alice;
    const conversation = await show();
    // As one that cannot tell two ways to ask apart.
    conversation.isStillTheirs = () => Boolean(chat.visitorToken);
    chat.visitorToken = undefined;
    chat.visitorToken = bob;
    await chat.updateComplete;
    expect(conversations.map(({ asked }) => asked.includes('open'))).to.deep.equal([true, true]);
  });

  it('leaves nothing in a chat that is closed either', async () => {
    const { chat, shadow, show, conversations } = await mount();
    const conversation = await show();
    conversation.become({ subject: 'alice', transcript: [said('m1', '비밀')] });
    chat.hide();
    await chat.updateComplete;
    conversation.isStillTheirs = () => false;
    conversation.makeWay = () => conversation.become({ subject: null, transcript: [] });
    chat.visitorToken = null;
    await chat.updateComplete;
    expect(shadow.textContent.includes('비밀')).to.equal(false);
    expect(conversations).to.have.length(1);
  });
});

describe('life in a page', () => {
  it('goes on when the element is moved', async () => {
    const { chat, find, conversations, show } = await mount();
    await show();
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(chat);
    await waitUntil(() => find('dialog').matches(':popover-open'), 'the panel shows again');
    expect(find('.launcher').matches(':popover-open')).to.equal(true);
    expect(conversations).to.have.length(1);
    expect(conversations[0]!.asked).to.deep.equal(['open']);
    elsewhere.remove();
  });

  it('gives way to that of another language, but not to that of another region', async () => {
    const { chat, find, show, conversations } = await mount();
    await show();
    chat.lang = 'ko-KR';
    await chat.updateComplete;
    expect(conversations.map(({ asked }) => asked)).to.deep.equal([['open']]);
    chat.setAttribute('lang', 'en');
    await chat.updateComplete;
    expect(conversations.map(({ asked }) => asked)).to.deep.equal([['open', 'close'], ['open']]);
    await waitUntil(
      () => find<HTMLTextAreaElement>('textarea').placeholder === 'Write a message',
      'its words have come',
    );
  });

  it('gives way to that with another bot, and to that with the first when the attribute goes', async () => {
    const { chat, show, conversations } = await mount();
    await show();
    chat.setAttribute('bot', 'banking');
    await chat.updateComplete;
    chat.removeAttribute('bot');
    await chat.updateComplete;
    const another = ['open', 'close'];
    expect(conversations.map(({ asked }) => asked)).to.deep.equal([another, another, ['open']]);
  });

  it('ends when the element is removed, and begins anew when it comes back', async () => {
    const { chat, conversations, show } = await mount();
    await show();
    chat.remove();
    await waitUntil(() => conversations[0]!.asked.includes('close'), 'the conversation is closed');
    document.body.append(chat);
    await waitUntil(() => conversations.length === 2, 'another one has begun');
  });

  it('leaves no listener on the page behind', async () => {
    const listeners = countPageListeners();
    try {
      for (let round = 0; round < 5; round++) {
        const { show } = await mount();
        await show();
        await unmount();
      }
      expect(listeners.added).to.be.greaterThan(0);
      expect(listeners.left).to.equal(0);
    } finally {
      listeners.restore();
    }
  });
});

/** Counts the listeners on what outlives an element: the window, the document, media queries and the like. */
function countPageListeners() {
  const { prototype } = EventTarget;
  const { addEventListener, removeEventListener } = prototype;
  const counts = { added: 0, removed: 0 };
  const outlives = (target: EventTarget) => !(target instanceof Node) || target === document;
  prototype.addEventListener = function (this: EventTarget, ...rest: Parameters<typeof addEventListener>) {
    if (outlives(this)) counts.added++;
    addEventListener.apply(this, rest);
  };
  prototype.removeEventListener = function (this: EventTarget, ...rest: Parameters<typeof removeEventListener>) {
    if (outlives(this)) counts.removed++;
    removeEventListener.apply(this, rest);
  };
  return {
    get added() {
      return counts.added;
    },
    get left() {
      return counts.added - counts.removed;
    },
    restore: () => void Object.assign(prototype, { addEventListener, removeEventListener }),
  };
}
