import { expect, leavePage, mount, unmount, write } from './browser-fixture.ts';
import type { ConversationState } from '../src/conversation/conversation.ts';
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
    write: (text: string) => write(mounted, text),
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

  it('moves with the conversation of a guest, and once sent is nowhere', async () => {
    const { chat, write, field, find } = await visit();
    await write('배송은 언제');
    chat.setAttribute('lang', 'en');
    await chat.updateComplete;
    expect(field().value).to.equal('배송은 언제');
    expect(Object.keys(sessionStorage)).to.have.length(1);
    find<HTMLFormElement>('form').requestSubmit();
    expect(Object.keys(sessionStorage)).to.have.length(0);
    chat.setAttribute('lang', 'ko');
    await chat.updateComplete;
    expect(field().value).to.equal('');
  });

  it('is kept by nobody until it is known whose it is', async () => {
    const { chat, conversation, conversations, write, field } = await visit({}, 'alice');
    await write('비밀');
    expect(Object.keys(sessionStorage)).to.have.length(0);
    conversation.isStillTheirs = () => false;
    chat.visitorToken = 'bob';
    await chat.updateComplete;
    expect(conversations).to.have.length(2);
    expect(field().value).to.equal('');
    await write('밥');
    conversations[1]!.become({ subject: 'bob' });
    await chat.updateComplete;
    expect(Object.keys(sessionStorage)).to.have.length(1);
    expect(field().value).to.equal('밥');
  });

  it('waits for its visitor where the language is another', async () => {
    const { chat, conversation, conversations, write, field } = await visit({}, 'alice');
    conversation.become({ subject: 'alice' });
    await write('쓰던 말');
    chat.setAttribute('lang', 'en');
    await chat.updateComplete;
    expect(field().value).to.equal('');
    conversations[1]!.become({ subject: 'alice' });
    await chat.updateComplete;
    expect(field().value).to.equal('쓰던 말');
  });

  it('is kept no more once it turns out that it is to be hidden', async () => {
    const { chat, conversation, write, field } = await visit({ transcript: [said('m1', '결제')] });
    await write('1234');
    expect(Object.keys(sessionStorage)).to.have.length(1);
    conversation.become({ transcript: [said('m1', '결제'), PIN] });
    await chat.updateComplete;
    expect(Object.keys(sessionStorage)).to.have.length(0);
    expect(field().value).to.equal('1234');
  });
});
