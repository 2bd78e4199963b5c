import { describe, expect, it } from 'vitest';
import { learnSlotMarks } from './slot-marks.ts';

const BANKS = ['From', 'To'];

describe('samples in Korean', () => {
  const tell = learn(
    '{From}에서 {To}으로 {Amount}원 보내 줘',
    '{From} {Kind} 계좌에서 {To} {Kind} 계좌로 이체',
    '{To} 잔액에 {From} 더하기',
  );

  it.each([
    [{ before: '', after: '에서 5만원만' }, 'From'],
    [{ before: '5만원만', after: '으로 보내줄래' }, 'To'],
    [{ before: '', after: ' 계좌로 옮겨' }, 'To'],
  ])('tell by the particle behind a value: %o', (placed, slot) => {
    expect(tell(placed)).toBe(slot);
  });

  it('tell nothing by what they do not have', () => {
    expect(tell({ before: '', after: '이랑' })).toBeUndefined();
    expect(tell({ before: '', after: '' })).toBeUndefined();
  });
});

describe('samples in English', () => {
  const tell = learn(
    'send {Amount} won from my {From} account to my {To} account',
    'send money to {To}',
    'send money from {From}',
  );

  it('tell by the nearest word before a value that only one slot has', () => {
    expect(tell({ before: 'please wire from my', after: '' })).toBe('From');
    expect(tell({ before: 'from a friend to my', after: '' })).toBe('To');
  });

  it('tell nothing by words that stand before both, or far away', () => {
    expect(tell({ before: 'send my', after: '' })).toBeUndefined();
    expect(tell({ before: 'from what is left over there', after: '' })).toBeUndefined();
  });
});

function learn(...samples: readonly string[]) {
  const SampleUtterances = samples.map(Utterance => ({ Utterance }));
  return learnSlotMarks({ Name: 'Transfer', SampleUtterances }, BANKS);
}
