import { sendKeys } from '@web/test-runner-commands';
import type { Elicitation } from '@lex-chat/protocol';
import { expect, expectAccessible, mount, unmount, waitUntil, write } from '../../test/browser-fixture.ts';
import { LexChatPartEvent, LexChatSendEvent } from '../element.ts';
import { createScriptedConversation, reply, said } from '../../test/scripted-conversation.ts';
import type { parts } from '../parts/parts.ts';

afterEach(unmount);

describe('the field for what Lex asks for', () => {
  it('says itself what belongs in it', async () => {
    const { field, come } = await asked({ slotType: 'AMAZON.FirstName' });
    await come('.slot');
    expect(field().placeholder).to.equal('이름');
  });
});

async function asked(
  wants: Partial<Elicitation>,
  {
    attributes = {},
    load = {},
    at = Date.now(),
  }: { attributes?: object; load?: Partial<typeof parts>; at?: number } = {},
) {
  const elicit: Elicitation = { kind: 'elicit', intent: 'Book', slot: 'Slot', ...wants };
  const transcript = [said('m1', '예약할게요'), reply('r1', '말씀해 주세요.', { parts: [elicit], at })];
  const mounted = await mount({ ...attributes }, () => createScriptedConversation(), load);
  const conversation = await mounted.show();
  conversation.become({ transcript });
  await mounted.chat.updateComplete;
  const field = () => mounted.find<HTMLInputElement>('.field [part=input]');
  return {
    ...mounted,
    conversation,
    field,
    come: (selector: string) => waitUntil(() => mounted.shadow.querySelector(selector), `${selector} is there`),
    write: (text: string) => write(mounted, text),
    async press(selector: string) {
      mounted.find(selector).click();
      await mounted.chat.updateComplete;
    },
  };
}

const said1 = (conversation: { readonly asked: readonly string[] }) =>
  conversation.asked.filter(what => what !== 'open');

describe('somebody whom Lex asks', () => {
  it('picks a date, which is sent as it is spoken in the bot’s language', async () => {
    for (const [locale, spoken] of [
      ['ko_KR', '2026년 12월 24일'],
      ['en_US', 'December 24, 2026'],
    ] as const) {
      const { come, write, press, conversation } = await asked({ slotType: 'AMAZON.Date' });
      const [question, answer] = conversation.state.transcript;
      conversation.become({ transcript: [question!, { ...answer, locale } as typeof answer & object] });
      await come('input[type=date]');
      await write('2026-12-24');
      await press('.send');
      expect(said1(conversation)).to.deep.equal([`say ${spoken}`]);
      await unmount();
    }
  });

  it('gets the on-screen keyboard and the autofill that fit', async () => {
    for (const [slotType, inputMode, autocomplete, hint] of [
      ['AMAZON.Number', 'decimal', 'off', 'hint'],
      ['AMAZON.PhoneNumber', 'tel', 'tel', 'hint'],
      ['AMAZON.EmailAddress', 'email', 'email', 'hint'],
      ['AMAZON.FirstName', '', 'given-name', null],
      ['AMAZON.LastName', '', 'family-name', null],
    ] as const) {
      const { come, field } = await asked({ slotType });
      await come('input.slot');
      expect([field().inputMode, field().autocomplete]).to.deep.equal([inputMode, autocomplete]);
      expect(field().getAttribute('aria-describedby')).to.equal(hint);
      await unmount();
    }
  });

  it('says yes by a button, in the words of the bot’s language, or writes it', async () => {
    const { come, press, conversation, find } = await asked({ slot: null }, { attributes: { lang: 'en' } });
    await come('.quick');
    expect(find('.quick').textContent).to.equal('예');
    expect(find('.field [part=input]').localName).to.equal('textarea');
    await press('.quick');
    expect(said1(conversation)).to.deep.equal(['say 예']);
  });

  it('is told what an address looks like before it is sent, and may answer in words instead', async () => {
    const { come, write, press, conversation, find, field } = await asked({ slotType: 'AMAZON.EmailAddress' });
    await come('input[type=email]');
    await write('minsu@');
    await press('.send');
    expect(said1(conversation)).to.deep.equal([]);
    expect(field().getAttribute('aria-invalid')).to.equal('true');
    expect(find('#hint').textContent).to.include('name@example.com');
    await press('.other');
    await come('textarea');
    await write('없어요');
    await press('.send');
    expect(said1(conversation)).to.deep.equal(['say 없어요']);
  });

  it('is not offered words in place of a field that takes them, unless it hides them', async () => {
    for (const slotType of ['AMAZON.FirstName', 'AMAZON.LastName', 'AMAZON.UKPostalCode']) {
      const { chat, come, shadow } = await asked({ slotType });
      await come('input.slot');
      expect(shadow.querySelector('.asking')).to.equal(null);
      await expectAccessible(chat);
      await unmount();
    }
    const { come, press, find } = await asked({ slotType: 'AMAZON.FirstName', obfuscated: true });
    await come('input[type=password]');
    await press('.other');
    await come('textarea');
    expect(find('.other').textContent).to.equal('입력란으로 답하기');
  });

  it('goes on writing a name when one is asked for, in the field in which they write', async () => {
    const { chat, find, shadow, show } = await mount({}, () => createScriptedConversation());
    const conversation = await show();
    const area = find<HTMLTextAreaElement>('textarea');
    area.value = '김';
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const wants = (slotType: string): Elicitation => ({ kind: 'elicit', intent: 'Book', slot: 'Slot', slotType });
    const ask = (id: string, slotType: string) => reply(id, '말씀해 주세요.', { parts: [wants(slotType)] });
    // The button of the first shows that the code for it has come.
    conversation.become({ transcript: [said('m1', '예약'), ask('r1', 'AMAZON.Date')] });
    await waitUntil(() => shadow.querySelector('.other'), 'the other way is offered');
    conversation.become({ transcript: [said('m1', '예약'), ask('r2', 'AMAZON.FirstName')] });
    await chat.updateComplete;
    expect([find('textarea'), area.value]).to.deep.equal([area, '김']);
    expect(shadow.querySelector('.asking')).to.equal(null);
  });

  it('goes on writing when a question comes, and finds the control a button away', async () => {
    const mounted = await mount({}, () => createScriptedConversation());
    const conversation = await mounted.show();
    const area = mounted.find<HTMLTextAreaElement>('textarea');
    area.value = '그리고';
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const wants: Elicitation = { kind: 'elicit', intent: 'Book', slot: 'Day', slotType: 'AMAZON.Date' };
    conversation.become({ transcript: [said('m1', '예약'), reply('r1', '며칠에요?', { parts: [wants] })] });
    await waitUntil(() => mounted.shadow.querySelector('.other'), 'the other way is offered');
    expect(mounted.find('textarea')).to.equal(area);
    expect(area.value).to.equal('그리고');
    mounted.find('.other').click();
    await waitUntil(() => mounted.shadow.activeElement?.matches('input[type=date]'), 'the control has the focus');
  });

  it('keeps the focus when the field is another', async () => {
    const { shadow, come } = await asked({ slotType: 'AMAZON.FirstName' });
    await come('input.slot');
    await waitUntil(() => shadow.activeElement?.matches('input.slot'), 'the field has the focus');
    await sendKeys({ press: 'm' });
    expect(shadow.querySelector<HTMLInputElement>('input.slot')!.value).to.equal('m');
  });
});

describe('what answers an obfuscated slot', () => {
  const SECRET = '83174620';
  const wants = { slotType: 'AMAZON.Number', obfuscated: true } as const;

  it('is masked while it is written, and stands nowhere afterwards', async () => {
    const { chat, come, write, press, conversation, find, shadow, field } = await asked(wants);
    const heard: unknown[] = [];
    chat.addEventListener(LexChatSendEvent.type, ({ text, obfuscated }) => void heard.push([text, obfuscated]));
    chat.addEventListener(LexChatPartEvent.type, event => void heard.push(JSON.stringify(event.reply)));
    await come('input[type=password]');
    expect([field().autocomplete, field().inputMode]).to.deep.equal(['off', 'decimal']);
    expect(find('#hint').textContent).to.include('가려지고');
    await expectAccessible(chat);
    await write(SECRET);
    await press('.send');
    expect(said1(conversation)).to.deep.equal([`say ${SECRET} (obfuscated)`]);
    expect(heard).to.deep.equal([['••••', true]]);
    await chat.updateComplete;
    expect(shadow.textContent.includes(SECRET) || shadow.innerHTML.includes(SECRET)).to.equal(false);
    expect(JSON.stringify(conversation.state).includes(SECRET)).to.equal(false);
    expect(find('.visitor:last-child .bubble, .message.visitor:nth-last-child(1) .bubble').textContent).to.include(
      '••••',
    );
  });

  it('stays hidden after it failed, and is written anew rather than sent again', async () => {
    const { come, conversation, shadow, chat } = await asked(wants);
    await come('input[type=password]');
    conversation.become({
      transcript: [
        ...conversation.state.transcript,
        said('m2', '••••', { state: 'failed', failure: 'unavailable', obfuscated: true }),
      ],
    });
    await chat.updateComplete;
    expect(shadow.querySelector('.retry')).to.equal(null);
    expect(shadow.querySelector('input[type=password]') !== null).to.equal(true);
  });

  it('is masked and hidden as well where the code for it does not arrive', async () => {
    const { write, press, conversation, find } = await asked(wants, {
      load: { more: () => Promise.reject(new Error('offline')) },
    });
    const area = find<HTMLTextAreaElement>('textarea');
    await waitUntil(() => area.matches('.hidden'), 'it is masked');
    expect(getComputedStyle(area).getPropertyValue('-webkit-text-security')).to.equal('disc');
    await write(SECRET);
    await press('.send');
    expect(said1(conversation)).to.deep.equal([`say ${SECRET} (obfuscated)`]);
  });
});

describe('somebody who hesitates', () => {
  it('is told before Lex forgets, and has it wait on', async () => {
    const { come, press, conversation, shadow } = await asked(
      { idleSeconds: 300 },
      { at: Date.now() - 300_000 + 45_000 },
    );
    await come('.asking-notice button');
    expect(shadow.querySelector('.asking-notice')!.textContent).to.match(/4\d초/);
    await press('.asking-notice button');
    await waitUntil(() => !shadow.querySelector('.asking-notice'), 'the notice goes');
    expect(said1(conversation)).to.deep.equal(['post /chat/wait {}']);
  });

  it('hears of it while the panel says nothing else', async () => {
    const { come, texts } = await withTexts({ idleSeconds: 3 }, Date.now() - 2_200);
    await come('.asking-notice button');
    await waitUntil(() => texts().some(text => text.includes('취소돼요')), 'it is announced');
    await waitUntil(() => texts().some(text => text.includes('취소됐어요')), 'and that it is over');
  });

  it('learns that it is over, and begins again with what began it', async () => {
    const { come, press, conversation, shadow, chat } = await asked(
      { slotType: 'AMAZON.Date', idleSeconds: 60 },
      { at: Date.now() - 61_000 },
    );
    await come('.asking-notice button');
    expect(shadow.querySelector('input.slot')).to.equal(null);
    await expectAccessible(chat);
    await press('.asking-notice button');
    expect(said1(conversation)).to.deep.equal(['say 예약할게요']);
  });

  async function withTexts(wants: Partial<Elicitation>, at: number) {
    const mounted = await asked(wants, { at });
    const texts = () =>
      [...mounted.shadow.querySelectorAll('[aria-live=polite] > p')].map(({ textContent }) => textContent);
    return { ...mounted, texts };
  }
});
