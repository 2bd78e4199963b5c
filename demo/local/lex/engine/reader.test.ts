import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalise } from './normalise.ts';
import { createReader } from './reader.ts';

const SAMPLES = ['통장 잔액', '이체 내역 보여 줘', '돈 보내 줘', '여기 있어요', 'check my balance', 'transfer money'];
const read = createReader(SAMPLES.map(wordsOf));

it.each([
  ['통장잔액', '통장 잔액', 0],
  ['잔고가 궁금해요', '잔액', 0],
  ['이체내역을 보고 싶어요', '이체 내역', 0],
  ['돈보낼게요', '돈 보내', 0],
  ['송금', '이체', 0],
  ['checkbalance pls', 'check balance', 0],
  ['wire cash', 'transfer money', 0],
  ['balence', 'balance', 0],
  ['이체 수수료', '이체', 1],
  ['통장 해지', '통장', 1],
  ['돈까스', '', 1],
  ['알려 주세요', '', 0],
  ['please tell me', '', 0],
])('hears in “%s” what “%s” means, and %i strange words', (text, same, strange) => {
  const { meanings, unknown } = read(wordsOf(text));
  expect([...meanings.keys()].toSorted()).toEqual([...read(wordsOf(same)).meanings.keys()].toSorted());
  expect(unknown).toHaveLength(strange);
});

it('hears what has been done', () => {
  const isPast = (text: string) => read(wordsOf(text)).meanings.has('(done)');
  expect(['보낸 돈', '이체했어요', 'transferred', '보낼 돈', '이체할게요', 'transfer'].map(isPast)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

it('gives generic words a meaning only where a sample has no others', () => {
  expect(read(wordsOf('여기 있나요')).meanings.size).toBe(2);
  expect(createReader([['잔액']])(wordsOf('여기 있나요')).meanings.size).toBe(0);
});

it('reads any words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
      const { meanings } = read(wordsOf(text));
      expect([...meanings.values()].every(likeness => likeness > 0 && likeness <= 1)).toBe(true);
    }),
  );
});

function wordsOf(text: string): readonly string[] {
  return normalise(text)
    .split(' ')
    .filter(word => word !== '');
}
