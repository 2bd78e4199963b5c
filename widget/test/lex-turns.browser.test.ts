import type { Part } from '@lex-chat/protocol';
import { expect, expectAccessible, mount, unmount, waitUntil } from './browser-fixture.ts';
import { LexChatPartEvent } from '../src/element.ts';
import { createScriptedConversation, reply, said } from './scripted-conversation.ts';

/** As `test/contract/lex-turns.test.ts` has them: what Lex answers becomes this reply, and a visitor sees and a page hears this. */
interface LexTurn {
  readonly name: string;
  readonly reply: { readonly text: string; readonly parts: readonly Part[] };
  readonly sees: {
    readonly bubbles: readonly string[];
    readonly cards: readonly string[];
    /** The slots for the page's own elements. */
    readonly payloads: readonly string[];
    /** What the page is told of. */
    readonly emits: readonly string[];
    /** What there is to answer with. */
    readonly field: string;
  };
}

afterEach(unmount);

const TURNS = (await (await fetch('/test/fixtures/lex-turns.json')).json()) as readonly LexTurn[];

describe('whatever Lex says or asks for', () => {
  it('is all tried', () => {
    expect(TURNS.length).to.be.at.least(18);
  });

  for (const { name, reply: given, sees } of TURNS) {
    it(`is shown, told to the page, and can be answered: ${name}`, async () => {
      const { chat, shadow, show } = await mount({}, () => createScriptedConversation());
      const conversation = await show();
      const emitted: string[] = [];
      chat.addEventListener(LexChatPartEvent.type, ({ part }) => void emitted.push(told(part)));
      conversation.become({
        transcript: [said('m1', '예약할게요'), reply('REPLY', given.text, { ...given, at: Date.now() })],
      });
      await chat.updateComplete;
      const texts = (selector: string) => [...shadow.querySelectorAll(selector)].map(found => found.textContent.trim());
      await waitUntil(() => fieldOf(shadow) === sees.field, `there is a field for ${sees.field}`);
      await waitUntil(() => shadow.querySelectorAll('.card').length === sees.cards.length, 'cards are cards');
      expect(texts('.pieces > [part=reply]')).to.deep.equal(sees.bubbles);
      const cards = [...shadow.querySelectorAll('.card')].map(card =>
        [...card.querySelectorAll('p, button')].map(({ textContent }) => textContent.trim()).join('|'),
      );
      expect(cards).to.deep.equal(sees.cards);
      const slots = [...shadow.querySelectorAll<HTMLSlotElement>('.pieces slot')].map(slot => slot.name);
      expect(slots).to.deep.equal(sees.payloads);
      expect(emitted.filter(kind => kind !== 'break')).to.deep.equal(sees.emits);
      await expectAccessible(chat);
    });
  }
});

function told(part: Part): string {
  if (part.kind === 'elicit') return `elicit ${part.intent} ${part.slot ?? '-'}`;
  return part.kind === 'payload' ? `payload ${part.content}` : part.kind;
}

function fieldOf(shadow: ShadowRoot): string {
  const field = shadow.querySelector<HTMLInputElement | HTMLTextAreaElement>('.field [part=input]')!;
  if (field.localName === 'textarea') return shadow.querySelector('.quick') ? 'confirmation' : 'text';
  if (field.type !== 'text') return field.type;
  return field.inputMode === 'decimal' ? 'number' : field.autocomplete;
}
