import { expect, mount, unmount, waitUntil } from './browser-fixture.ts';
import { parts } from '../src/parts/parts.ts';
import { createScriptedConversation, reply, said } from './scripted-conversation.ts';

afterEach(unmount);

/** The later parts, with some of them others. */
function later(change: (more: Awaited<ReturnType<typeof parts.more>>['more']) => object) {
  return {
    more: async () => {
      const { more } = await parts.more();
      return { more: { ...more, ...change(more) } };
    },
  } as Partial<typeof parts>;
}

function gate() {
  let open!: () => void;
  const opened = new Promise<void>(resolve => (open = resolve));
  return { open, opened };
}

describe('the part for what goes beyond a plain conversation', () => {
  it('is asked for again with the next reply where it could not be had', async () => {
    let asked = 0;
    const { chat, shadow, show } = await mount(
      {},
      () => createScriptedConversation({ features: ['upload:csv'] }),
      later(more => ({
        extras: () => ((asked += 1) === 1 ? Promise.reject(new Error('lost')) : more.extras()),
      })),
    );
    const conversation = await show();
    await waitUntil(() => asked === 1, 'it is asked for');
    await chat.updateComplete;
    expect(shadow.querySelector('.attach')).to.equal(null);
    conversation.become({ transcript: [said('m1', 'a'), reply('r1', 'b')] });
    await waitUntil(() => shadow.querySelector('.attach') && shadow.querySelector('.tools'), 'all of it is there');
    expect(asked).to.equal(2);
  });

  it('speaks the language that the page has taken on meanwhile', async () => {
    const { open, opened } = gate();
    const { chat, shadow, show } = await mount(
      {},
      () => createScriptedConversation({ features: ['upload:csv'] }),
      later(more => ({ words: { ...more.words, ko: () => opened.then(more.words.ko) } })),
    );
    await show();
    chat.setAttribute('lang', 'en');
    await waitUntil(() => shadow.querySelector('.panel')!.getAttribute('lang') === 'en', 'the panel is English');
    open();
    await waitUntil(
      () => shadow.querySelector('.attach')?.getAttribute('aria-label') === 'Attach files',
      'so is the button',
    );
  });

  it('comes to an element that was away meanwhile', async () => {
    const { open, opened } = gate();
    const { chat, shadow, show } = await mount(
      {},
      () => createScriptedConversation({ features: ['upload:csv'] }),
      later(more => ({ extras: () => opened.then(more.extras) })),
    );
    await show();
    chat.remove();
    await Promise.resolve();
    open();
    await parts.more();
    document.body.append(chat);
    await waitUntil(() => shadow.querySelector('.attach'), 'it is there');
  });

  it('leaves the focus on what was chosen from', async () => {
    const { open, opened } = gate();
    const { chat, shadow, show, find } = await mount(
      {},
      () => createScriptedConversation({ features: ['upload:csv'] }),
      later(more => ({ attaching: () => opened.then(more.attaching) })),
    );
    const conversation = await show();
    conversation.become({
      transcript: [
        said('m1', '예약'),
        reply('r1', '맞나요?', { parts: [{ kind: 'elicit', intent: 'Book', slot: null }] }),
      ],
    });
    await waitUntil(() => shadow.querySelector('.quick'), 'there is something to choose');
    find('.quick').focus();
    open();
    await waitUntil(() => shadow.querySelector('.attach'), 'files can be attached');
    await chat.updateComplete;
    expect(shadow.activeElement?.className).to.equal('quick');
  });

  it('says nothing to the next visitor of what failed for the one before', async () => {
    const { open, opened } = gate();
    const { shadow, show } = await mount(
      {},
      createScriptedConversation,
      later(more => ({ extras: () => opened.then(more.extras) })),
    );
    const conversation = await show();
    conversation.become({ transcript: [said('m1', 'a')] });
    conversation.become({ transcript: [said('m1', 'a', { state: 'failed', failure: 'rate-limited' })] });
    conversation.become({ transcript: [], subject: 'bob' });
    conversation.become({ features: ['upload:csv'] });
    open();
    await waitUntil(() => shadow.querySelector('.attach'), 'it is there');
    expect(
      [...shadow.querySelectorAll('[aria-live=polite]')].map(({ textContent }) => textContent.trim()).join(''),
    ).to.equal('');
  });
});
