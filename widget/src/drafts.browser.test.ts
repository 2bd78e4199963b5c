import { expect, leavePage, mount, unmount } from './browser-fixture.ts';
import type { ConversationState } from './conversation/conversation.ts';
import { createScriptedConversation, reply, said } from './scripted-conversation.ts';

afterEach(unmount);

const PIN = reply('r1', '비밀번호를 알려 주세요', {
  at: Date.now(),
  parts: [{ kind: 'elicit', intent: 'Pay', slot: 'Pin', slotType: 'AMAZON.Number', obfuscated: true }],
});

/** A chat as it is once its page was loaded again. */
async function visit(given: Partial<ConversationState> = {}, visitorToken?: string) {
  await leavePage();
  const mounted = await mount({}, () => createScriptedConversation(given));
  if (visitorToken) mounted.chat.visitorToken = visitorToken;
  const conversation = await mounted.show();
  await mounted.chat.updateComplete;
  const field = () => mounted.find<HTMLInputElement>('.field [part=input]');
  return {
    ...mounted,
    conversation,
    field,
    async write(text: string) {
      field().value = text;
      field().dispatchEvent(new InputEvent('input', { bubbles: true }));
      await mounted.chat.updateComplete;
    },
  };
}

describe('what a visitor has begun to write', () => {
  it('is there after a reload, until it is sent', async () => {
    await (await visit()).write('배송은 언제');
    const { field, write, find } = await visit();
    expect(field().value).to.equal('배송은 언제');
    await write('배송은 언제 와요?');
    find<HTMLFormElement>('form').requestSubmit();
    expect((await visit()).field().value).to.equal('');
  });

  it('is not kept where it is to be hidden', async () => {
    const transcript = [said('m1', '결제'), PIN];
    await (await visit({ transcript })).write('1234');
    expect(JSON.stringify(sessionStorage)).to.equal('{}');
    expect((await visit({ transcript })).field().value).to.equal('');
  });

  it('goes with the conversation, and with a session that somebody has ended', async () => {
    const first = await visit();
    await first.write('가');
    await first.chat.newConversation();
    expect((await visit()).field().value).to.equal('');
    const second = await visit();
    await second.write('나');
    second.conversation.become({ failure: 'session-invalid' });
    expect((await visit()).field().value).to.equal('');
  });

  it('is a guest’s alone, or that of whom the site vouches for', async () => {
    await (await visit()).write('손님');
    const signed = await visit({}, 'proof');
    expect(signed.field().value).to.equal('');
    signed.conversation.become({ subject: 'user-1' });
    await signed.write('회원');
    const again = await visit({}, 'proof');
    expect(again.field().value).to.equal('');
    again.conversation.become({ subject: 'user-1' });
    await again.chat.updateComplete;
    expect(again.field().value).to.equal('회원');
    expect((await visit()).field().value).to.equal('손님');
  });
});
