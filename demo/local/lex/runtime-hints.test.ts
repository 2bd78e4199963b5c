import { describe, expect, it } from 'vitest';
import { conversation, delegate } from './converse-with-hook.fake.ts';
import { LexFault } from './lex-fault.ts';
import { parsePutSession, parseRecognizeText } from './parse-request.ts';
import { transferBot } from './transfer-bot.fake.ts';

const HINTS = {
  slotHints: { Transfer: { Bank: { runtimeHintValues: [{ phrase: '국민은행' }, { phrase: '카뱅' }] } } },
};
const bank = (hints: unknown) => ({ slotHints: { Transfer: { Bank: hints } } });

describe('runtime hints', () => {
  it('are kept, and given back, until a client sends others', async () => {
    const { runtime, path } = conversation(transferBot(), delegate);
    const ask = (body: object) => runtime.recognizeText(path, parseRecognizeText(JSON.stringify(body)));
    const others = bank({ runtimeHintValues: [{ phrase: '국민' }] });

    await ask({ text: '송금', sessionState: { runtimeHints: HINTS } });
    expect((await ask({ text: '국민' })).runtimeHints).toEqual(HINTS);
    expect(runtime.getSession(path).runtimeHints).toEqual(HINTS);
    await runtime.putSession(path, parsePutSession(JSON.stringify({ sessionState: { runtimeHints: others } })));
    expect(runtime.getSession(path).runtimeHints).toEqual(others);
  });

  it.each([
    ['none at all', {}],
    [
      'the most phrases, each of the greatest length',
      bank({ runtimeHintValues: Array(100).fill({ phrase: 'x'.repeat(140) }) }),
    ],
  ])('may be %s', (_, hints) => {
    expect(parsed(hints)).toEqual(hints);
  });

  it.each([
    ['no object', 'hints', 'runtimeHints is an object'],
    ['not by intent', { slotHints: [] }, 'maps intents to slots'],
    ['not by slot', { slotHints: { Transfer: 'Bank' } }, 'maps slots to hints'],
    ['without phrases', bank({}), 'runtimeHintValues'],
    ['of no phrase', bank({ runtimeHintValues: [] }), '1 to 100 runtimeHintValues'],
    [
      'of too many phrases',
      bank({ runtimeHintValues: Array(101).fill({ phrase: 'x' }) }),
      '1 to 100 runtimeHintValues',
    ],
    ['of an empty phrase', bank({ runtimeHintValues: [{ phrase: '' }] }), '1 to 140 characters'],
    ['of a phrase too long', bank({ runtimeHintValues: [{ phrase: 'x'.repeat(141) }] }), '1 to 140 characters'],
    ['of another kind', bank({ runtimeHintValues: ['국민'] }), '1 to 140 characters'],
    ['for parts of a slot', bank({ subSlotHints: {} }), 'composite'],
    [
      'for too many intents',
      { slotHints: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`I${i}`, {}])) },
      '100 intents',
    ],
  ])('are refused when they are %s', (_, hints, message) => {
    expect(() => parsed(hints)).toThrow(message);
    expect(() => parsed(hints)).toThrow(LexFault);
  });

  it('are refused for an intent or a slot that the bot does not have', async () => {
    const { say } = conversation(transferBot(), delegate);
    const values = { runtimeHintValues: [{ phrase: '국민' }] };
    await expect(say('송금', { runtimeHints: { slotHints: { Order: {} } } })).rejects.toThrow('no intent Order');
    await expect(say('송금', { runtimeHints: { slotHints: { Transfer: { Colour: values } } } })).rejects.toThrow(
      'no slot Colour',
    );
  });
});

/** Without what Lex does not know. */
function parsed(runtimeHints: unknown) {
  return parseRecognizeText(JSON.stringify({ text: '송금', sessionState: { runtimeHints } })).sessionState.runtimeHints;
}
