import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMissed, toMissed } from './missed-utterances.ts';

describe('what is kept of an utterance', () => {
  it.each([
    ['배송 언제 와요??', '배송 언제 와요'],
    ['배송  언제\n와요', '배송 언제 와요'],
    ['Do you deliver to Jeju?', 'do you deliver to jeju'],
    ['ＷＩＦＩ 되나요', 'wifi 되나요'],
    ['아이폰 15 케이스 있나요?', '아이폰 15 케이스 있나요'],
    ['???', ''],
  ])('%s', (said, kept) => {
    expect(toMissed(said)).toBe(kept);
  });
});

describe('what may tell who somebody is gives way to a word', () => {
  it.each([
    ['제 메일은 Gil.Dong+shop@example.co.kr 입니다', '제 메일은 <e-mail> 입니다'],
    ['gildong@네이버.한국 으로 주세요', '<e-mail> 으로 주세요'],
    ['010-1234-5678로 전화 주세요', '<number>로 전화 주세요'],
    ['call +82 (10) 1234 5678 please', 'call <number> please'],
    ['０１０１２３４５６７８', '<number>'],
    ['공일공 일이삼사 오육칠팔', '<number>'],
    ['주민번호 900101-1234567', '주민번호 <number>'],
    ['카드 4111 1111 1111 1111 분실', '카드 <number> 분실'],
    ['110-234-567890 계좌로 보내 줘', '<number> 계좌로 보내 줘'],
    ['see https://example.com/reset?token=abc now', 'see <link> now'],
    ['www.example.com 에서 봤어요', '<link> 에서 봤어요'],
    ['@gil_dong 한테 보내 줘', '<name> 한테 보내 줘'],
    ['내 이름은 홍길동이에요', '내 이름은 <name>'],
    ['My name is Gil Hong', 'my name is <name>'],
    ['테헤란로 152 101동 1203호로 보내 주세요', '<address> <address>로 보내 주세요'],
    ['ship to 12 Baker Street', 'ship to <address>'],
    ['여권 M12345678 이에요', '여권 <code> 이에요'],
    ['비밀번호 hunter2xyz 안 돼요', '비밀번호 <code> 안 돼요'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1In0.c2ln', '<code>'],
  ])('%s', (said, kept) => {
    expect(toMissed(said)).toBe(kept);
  });

  it('wherever it stands, and however long the number is', () => {
    const words = fc.constantFrom('주문', '번호는', '입니다', 'please', 'call', '언제', ',');
    const digits = fc.stringMatching(/^\d{4,20}$/);
    fc.assert(
      fc.property(fc.array(words), digits, fc.array(words), (before, number, after) => {
        expect(toMissed([...before, number, ...after].join(' '))).not.toContain(number);
      }),
    );
  });
});

it('keeps at most 200 letters, never half of one, and the same of what it kept', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), text => {
      const kept = toMissed(text);
      expect(Array.from(kept).length).toBeLessThanOrEqual(200);
      expect(kept.isWellFormed()).toBe(true);
    }),
  );
  expect(Array.from(toMissed('가나 '.repeat(300))).length).toBeLessThanOrEqual(200);
});

it('takes no more time for hostile text than for other', () => {
  for (const piece of ['a', '1', '공', '-', '@a', 'a.', '1 ', 'my name is '])
    expect(toMissed(piece.repeat(4_096 / piece.length)).length).toBeLessThanOrEqual(200);
});

it('is missed what Lex was asked for and could not place', () => {
  for (const because of ['fallback', 'unsure', 'nothing-to-say'] as const)
    expect(isMissed({ to: 'model', because })).toBe(true);
  for (const because of ['mode', 'not-asked', 'unavailable'] as const)
    expect(isMissed({ to: 'model', because })).toBe(false);
});
