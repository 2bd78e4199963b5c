import { newMessageId } from '@lex-chat/protocol';
import { expect, expectAccessible, mount, unmount, waitUntil, type Mounted } from '../../test/browser-fixture.ts';
import { createScriptedConversation, said, type ScriptedConversation } from '../../test/scripted-conversation.ts';

afterEach(unmount);

const FEATURES = ['stop', 'upload:csv', 'upload:png', 'upload:jpeg'];

async function openChat(attributes: Readonly<Record<string, string>> = {}, features = FEATURES) {
  const mounted = await mount(attributes, () => createScriptedConversation({ features }));
  const conversation = await mounted.show();
  conversation.ask = async path => {
    if (path === '/uploads') {
      const fields = { key: 'k' };
      return { ok: true, value: { uploadId: newMessageId(), url: 'data:,', fields, expiresAt: 1 } };
    }
    return { ok: false, code: 'unavailable', reached: true, said: 'file-encrypted' };
  };
  return { ...mounted, conversation };
}

function dataOf(...files: readonly File[]): DataTransfer {
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  return data;
}

describe('files', () => {
  it('can be attached by a button where the service takes them, of the types that it takes', async () => {
    const { find, shadow, chat } = await openChat();
    await waitUntil(() => shadow.querySelector('.attach'), 'the button is there');
    expect(find('.attach').getAttribute('aria-label')).to.equal('파일 첨부');
    expect(find<HTMLInputElement>('.attach input').accept).to.equal('.csv,.png,.jpeg,.jpg');
    await expectAccessible(chat);
  });

  it('cannot be attached where it takes none', async () => {
    const { shadow, chat } = await openChat({}, ['stop']);
    await chat.updateComplete;
    expect(shadow.querySelector('.attach')).to.equal(null);
  });

  it('that are dropped are taken, and refused in words', async () => {
    const { find, shadow, chat } = await openChat({ lang: 'en' });
    await waitUntil(() => shadow.querySelector('.attach'), 'the button is there');
    const dataTransfer = dataOf(new File(['MZ'], 'run.exe'));
    find('.transcript').dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
    await waitUntil(() => shadow.querySelector('.drop-here'), 'it is said where they can be dropped');
    find('.transcript').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    await waitUntil(() => shadow.querySelector('.attached .refused'), 'it is refused');
    expect(find('.attached').textContent).to.include('Files of this type can’t be attached.');
    expect(shadow.querySelector('.drop-here')).to.equal(null);
    await expectAccessible(chat);
    find('.attached button').click();
    await waitUntil(() => !shadow.querySelector('.attached'), 'it is gone');
    expect(shadow.activeElement?.tagName).to.equal('TEXTAREA');
  });

  it('that are pasted are taken, but for the picture of a text that is pasted', async () => {
    const { find, shadow } = await openChat();
    await waitUntil(() => shadow.querySelector('.attach'), 'the button is there');
    const paste = (clipboardData: DataTransfer) => {
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      find('textarea').dispatchEvent(event);
      return event.defaultPrevented;
    };
    const both = dataOf(new File(['x'], 'image.png', { type: 'image/png' }));
    both.setData('text/plain', '표');
    expect(paste(both)).to.equal(false);
    expect(paste(dataOf(new File(['x'], 'image.png', { type: 'image/png' })))).to.equal(true);
    await waitUntil(() => shadow.querySelector('.attached b')?.textContent === 'image.png', 'it is in the list');
  });

  const ends: Readonly<Record<string, (mounted: Mounted & { conversation: ScriptedConversation }) => unknown>> = {
    'a guest who signs in': ({ chat, conversation }) => {
      conversation.isStillTheirs = () => !chat.visitorToken;
      chat.visitorToken = 'proof';
    },
    'a change of bot': ({ chat }) => chat.setAttribute('bot', 'banking'),
    'a change of language': ({ chat }) => chat.setAttribute('lang', 'en'),
    'a new conversation': ({ chat }) => chat.newConversation(),
    'a deletion': ({ conversation }) => conversation.deleteHistory(),
    'somebody else': ({ conversation }) => conversation.become({ subject: 'bob', transcript: [] }),
    'a session that is over': ({ conversation }) => conversation.become({ failure: 'session-expired' }),
  };
  for (const [name, end] of Object.entries(ends)) {
    it(`stay with their conversation: ${name}`, async () => {
      const mounted = await openChat();
      const { shadow, find, conversation } = mounted;
      if (name === 'somebody else') conversation.become({ subject: 'alice' });
      conversation.become({ transcript: [said('m1', '안녕')] });
      await waitUntil(() => shadow.querySelector('.attach'), 'the button is there');
      const dataTransfer = dataOf(new File(['a,b'], 'mine.csv'));
      find('.transcript').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      await waitUntil(() => shadow.querySelector('.attached'), 'it is in the list');
      await end(mounted);
      await waitUntil(() => !shadow.querySelector('.attached'), 'it is gone');
    });
  }
});
