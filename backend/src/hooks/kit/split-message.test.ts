import { utf8Length } from '@lex-chat/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeEvent } from '../fake-event.ts';
import { checkResponse } from './check-response.ts';
import { plainTexts } from './message.ts';
import { close } from './respond.ts';
import { roomIn, splitMessage } from './split-message.ts';

const ENDING = '여기까지만 말씀드려요.';
const ROOM = 25 * 1_024;

/** Texts as models write them, in all lengths: words, sentences, paragraphs, emoji, no blanks at all. */
const text = fc
  .array(fc.constantFrom('가나다', 'word', '. ', '다. ', '\n', '\n\n', ' ', '👩🏽‍💻', 'x'.repeat(700), '가'.repeat(900)), {
    maxLength: 60,
  })
  .map(parts => parts.join(''));

describe('every text', () => {
  it('becomes messages that Lex takes', () => {
    fc.assert(
      fc.property(text, long => {
        const event = fakeEvent({ source: 'FulfillmentCodeHook', attributes: { kept: '가'.repeat(2_000) } });
        const messages = splitMessage(long, roomIn(close(event, 'Fulfilled', [])), ENDING);
        checkResponse(event, close(event, 'Fulfilled', plainTexts(messages)));
      }),
    );
  });

  it('stays whole but for blanks, or says at its end that it is cut', () => {
    const bare = (said: string) => said.replace(/\s/gu, '');
    fc.assert(
      fc.property(text, long => {
        const messages = splitMessage(long, ROOM, ENDING);
        const said = bare(messages.join(''));
        if (said === bare(long)) return;
        expect(messages.at(-1)).toMatch(new RegExp(`${ENDING}$`));
        expect(bare(long).startsWith(said.slice(0, -bare(ENDING).length))).toBe(true);
      }),
    );
  });

  it('never breaks a surrogate pair', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('👋', 'x'), { minLength: 900, maxLength: 2_500 }), letters => {
        for (const message of splitMessage(letters.join(''), ROOM, ENDING)) expect(message.isWellFormed()).toBe(true);
      }),
    );
  });
});

it('cuts between paragraphs, else sentences, else words', () => {
  const paragraph = `${'가'.repeat(600)}.`;
  expect(splitMessage(`${paragraph}\n\n${paragraph}`, ROOM, ENDING)).toEqual([paragraph, paragraph]);
  expect(splitMessage(`${paragraph} ${paragraph}`, ROOM, ENDING)).toEqual([paragraph, paragraph]);
  const words = '낱말 '.repeat(400).trim();
  expect(splitMessage(words, ROOM, ENDING).every(message => /^낱말( 낱말)*$/u.test(message))).toBe(true);
});

it('gives ten messages at most, with the word at the end of the last', () => {
  const messages = splitMessage('x'.repeat(20_000), ROOM, ENDING);
  expect(messages).toHaveLength(10);
  expect(messages.at(-1)).toMatch(new RegExp(`^x+\n\n${ENDING}$`));
  expect(messages.at(-1)!.length).toBeGreaterThan(400);
});

it('keeps to the bytes it is given', () => {
  const messages = splitMessage('가'.repeat(5_000), 4_000, ENDING);
  const bytes = messages.reduce(
    (sum, content) => sum + utf8Length(JSON.stringify({ contentType: 'PlainText', content })) + 1,
    0,
  );
  expect(bytes).toBeLessThanOrEqual(4_000);
  expect(messages.at(-1)).toContain(ENDING);
});

it('makes nothing of nothing', () => {
  expect(splitMessage(' \n ', ROOM, ENDING)).toEqual([]);
});
