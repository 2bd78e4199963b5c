import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFinder } from './find-passages.ts';
import { languageOf } from './passage.ts';
import { readSite } from './read-site.ts';

const find = createFinder(await readSite(fileURLToPath(new URL('../../site', import.meta.url))));

function found(text: string, ...earlier: readonly string[]): string | undefined {
  return find({ text, earlier, language: languageOf(text) })[0]?.passage.heading;
}

describe('a question in Korean', () => {
  it.each([
    ['배송은 얼마나 걸려요?', '배송 기간'],
    ['배송비는 얼마예요?', '배송비'],
    ['얼마부터 무료 배송이에요?', '배송비'],
    ['해외로도 보내주나요?', '배송비'],
    ['몇 시에 열어요?', '여는 시간'],
    ['월요일에도 하나요?', '여는 시간'],
    ['영업시간 알려줘', '여는 시간'],
    ['반품하고 싶어요', '반품과 교환'],
    ['환불은 언제 돼요?', '환불'],
    ['깨진 물건이 왔어요', '파손되거나 잘못 온 물건'],
    ['주문 취소는 어떻게 해요?', '주문 취소'],
    ['주차할 수 있나요?', '주차'],
    ['강아지 데려가도 돼요?', '반려동물'],
    ['선물 포장 되나요?', '선물 포장이 되나요?'],
    ['공책 가격이 얼마예요?', '닥결 공책'],
    ['제본 수업 예약하고 싶어요', '토요일 제본 교실'],
    ['만년필 써도 되나요?', '만년필로 써도 번지지 않나요?'],
    ['가게가 어디에 있어요?', '주소와 연락처'],
    ['결제는 뭘로 해요?', '주문하는 법'],
  ])('finds its passage: %s', (question, heading) => expect(found(question)).toBe(heading));
});

describe('a question in English', () => {
  it.each([
    ['How long does delivery take?', 'Delivery time'],
    ['How much is shipping?', 'Delivery charge'],
    ['Do you ship to Japan?', 'Delivery charge'],
    ['Are you open on Mondays?', 'Opening hours'],
    ['Can I return something?', 'Returns and exchanges'],
    ['my parcel arrived damaged', 'Damaged or wrong items'],
    ['Where is the shop?', 'Address and contact'],
    ['Can I bring my dog?', 'Pets'],
    ['What does the notebook cost?', 'Dakgyeol notebook'],
    ['Can I book the binding class in English?', 'Saturday binding class'],
    ['How do I pay?', 'How to order'],
    ['Who founded the shop?', 'Our story'],
  ])('finds its passage: %s', (question, heading) => expect(found(question)).toBe(heading));
});

it('finds nothing for what the site says nothing about', () => {
  const strange = ['양자역학을 설명해 줘', '오늘 서울 날씨 어때요?', '비트코인 사도 될까요?', 'ㅋㅋㅋ', '?!'];
  for (const question of [...strange, 'Tell me about quantum physics', 'What is the capital of France?', '']) {
    expect([question, found(question)]).toEqual([question, undefined]);
  }
});

it('hears what was asked before in a short question that goes on', () => {
  expect(found('제주는요?', '배송은 얼마나 걸려요?')).toBe('배송 기간');
  expect(found('제주는요?', '배송비는 얼마예요?')).toBe('배송비');
  expect(found('and to Jeju?', 'How much is delivery?')).toBe('Delivery charge');
});

it('answers a new question as if nothing had been asked before', () => {
  expect(found('주차할 수 있나요?', '배송비는 얼마예요?', '반품하고 싶어요')).toBe('주차');
});

it('finds the same passages, best first, whatever is asked', () => {
  const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('배송', '시간', 'return', 'open', '얼마'));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.array(piece, { maxLength: 2 }), (words, earlier) => {
      const text = words.join(' ');
      const question = { text, earlier, language: languageOf(text) };
      const matches = find(question);
      const scores = matches.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(scores.every(Number.isFinite)).toBe(true);
      expect(find(question)).toEqual(matches);
    }),
  );
});
