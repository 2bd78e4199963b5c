import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFinder } from './find-passages.ts';
import { languageOf } from './passage.ts';
import { readSite } from './read-site.ts';

const find = createFinder(await readSite(fileURLToPath(new URL('../../site', import.meta.url))));

function found(text: string, ...earlier: readonly string[]): string | undefined {
  return find({ text, earlier, language: languageOf(text), site: 'shop' })[0]?.passage.heading;
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
    ['선물 포장 되나요?', '선물 포장'],
    ['공책 가격이 얼마예요?', '닥결 공책'],
    ['제본 수업 예약하고 싶어요', '토요일 제본 교실'],
    ['만년필 써도 되나요?', '만년필로 써도 번지지 않나요?'],
    ['가게가 어디에 있어요?', '주소와 연락처'],
    ['결제는 뭘로 해요?', '주문과 결제'],
    ['반품은 언제까지 할 수 있나요?', '반품과 교환'],
    ['환불은 언제 되나요?', '환불'],
    ['환불은 며칠 걸려요?', '환불'],
    ['교환은 며칠 안에 해야 돼요?', '반품과 교환'],
    ['월요일에 열어요?', '여는 시간'],
    ['토요일에 열어요?', '여는 시간'],
    ['일요일에도 문 열어요?', '여는 시간'],
    ['몇 시까지 영업합니까?', '여는 시간'],
    ['토요일에는 몇 시까지 해요?', '여는 시간'],
    ['안녕하세요, 배송은 얼마나 걸려요?', '배송 기간'],
    ['언제쯤 도착해요?', '배송 기간'],
    ['배송 조회는 어떻게 하나요?', '배송 기간'],
    ['택배비 얼마임', '배송비'],
    ['제주도는 배송비가 얼마예요?', '배송비'],
    ['가게에 어떻게 가요?', '버스와 걷는 길'],
    ['거기까지 어떻게 찾아가나요?', '버스와 걷는 길'],
    ['버스로 갈 수 있나요?', '버스와 걷는 길'],
    ['매장 위치 알려주세요', '주소와 연락처'],
    ['전화번호가 뭐예요?', '주소와 연락처'],
    ['이메일 주소 알려 주세요', '주소와 연락처'],
    ['카드로 결제할 수 있나요?', '주문과 결제'],
    ['주문은 어떻게 해요?', '주문과 결제'],
    ['각인 서비스도 되나요', '이름 새기기'],
    ['잉크는 얼마예요?', '쪽빛 잉크'],
    ['상품권 유효기간은요?', '상품권이 있나요?'],
    ['언제 쉬어요?', '여는 시간'],
    ['오늘 문 열었나요', '여는 시간'],
    ['공책이 찢어져서 왔어요', '파손되거나 잘못 온 물건'],
    ['문의는 어디로 해요?', '주소와 연락처'],
    ['휠체어로 들어갈 수 있나요?', '휠체어와 유아차'],
    ['수업은 얼마예요?', '토요일 제본 교실'],
    ['제본 교실은 영어로도 하나요?', '토요일 제본 교실'],
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
    ['How do I pay?', 'Ordering and payment'],
    ['Who founded the shop?', 'Our story'],
    ['hello, how long does shipping take?', 'Delivery time'],
    ['Hi, when will my order arrive?', 'Delivery time'],
    ['how long is the delivery?', 'Delivery time'],
    ['and how do I get to your shop?', 'By bus and on foot'],
    ['How can I get there by bus?', 'By bus and on foot'],
    ['How do I find you?', 'Address and contact'],
    ['Until when can I return it?', 'Returns and exchanges'],
    ['How long do I have to return something?', 'Returns and exchanges'],
    ['When do I get my refund?', 'Refunds'],
    ['how long does a refund take?', 'Refunds'],
    ['What are your opening hours?', 'Opening hours'],
    ['Are you open on sundays', 'Opening hours'],
    ['what time do you close', 'Opening hours'],
    ['Hi, is there parking?', 'Parking'],
    ['Can I pay by card?', 'Ordering and payment'],
    ['How much is the ink?', 'Indigo ink'],
    ['How much is the workshop?', 'Saturday binding class'],
    ['Can I cancel my order?', 'Cancelling an order'],
    ['Can I pick up my order at the shop?', 'Pick up at the shop'],
    ["What's your phone number?", 'Address and contact'],
  ])('finds its passage: %s', (question, heading) => expect(found(question)).toBe(heading));
});

it('finds nothing for what the site says nothing about', () => {
  const strange = [
    ...['양자역학을 설명해 줘', '오늘 서울 날씨 어때요?', '비트코인 사도 될까요?', 'ㅋㅋㅋ', '?!', '영어로 말해 줘'],
    ...[
      '너 누구야?',
      '점심 뭐 먹을까?',
      '주식 추천해 줘',
      '고마워요',
      '안녕하세요',
      '영어로 대답해 주세요',
      '배고프다',
    ],
    ...['Tell me about quantum physics', 'What is the capital of France?', '', 'Please answer in Korean', 'hello'],
    ...['Who are you?', 'Write me a poem', 'thank you!', 'What is the weather like today?', 'What should I eat?'],
  ];
  for (const question of strange) expect.soft([question, found(question)]).toEqual([question, undefined]);
});

it('hears what was asked before in a short question that goes on', () => {
  expect(found('제주는요?', '배송은 얼마나 걸려요?')).toBe('배송 기간');
  expect(found('제주는요?', '배송비는 얼마예요?')).toBe('배송비');
  expect(found('and to Jeju?', 'How much is delivery?')).toBe('Delivery charge');
});

it.each([
  ['언제요?', '환불해 주세요', '환불'],
  ['얼마예요?', '선물 포장 되나요?', '선물 포장'],
  ['얼마나 걸려요?', '배송은 어떻게 해요?', '배송 기간'],
  ['how long?', 'I want a refund', 'Refunds'],
])('hears what “%s” is about from “%s” before it', (question, before, heading) => {
  expect(found(question, before)).toBe(heading);
});

it.each([
  ['주차할 수 있나요?', '주차'],
  ['환불은 언제 되나요?', '환불'],
  ['반품은요?', '반품과 교환'],
  ['월요일은요?', '여는 시간'],
  ['월요일에 열어요?', '여는 시간'],
  ['선물 포장은 얼마예요?', '선물 포장'],
  ['영어로 말해 줘', undefined],
  ['and the opening hours?', 'Opening hours'],
  ['and how do I get to your shop?', 'By bus and on foot'],
])('answers the new question “%s” as if nothing had been asked before', (question, heading) => {
  for (const before of [
    '배송은 얼마나 걸려요?',
    '배송비는 얼마예요?',
    '반품하고 싶어요',
    'How long does delivery take?',
  ]) {
    expect.soft(found(question, before)).toBe(heading);
  }
});

it.each([
  ['카드를 잃어버렸어요', '카드나 통장을 잃어버렸을 때'],
  ['창구는 몇 시까지 해요?', '창구 시간과 위치'],
  ['이체 수수료가 있나요?', '이체 수수료와 한도'],
  ['I lost my card', 'A lost card or passbook'],
  ['When is the counter open?', 'Counter hours and directions'],
])('answers for the bank from the bank’s page: %s', (text, heading) => {
  const at = (site: 'bank' | 'shop') => find({ text, earlier: [], language: languageOf(text), site });
  expect(at('bank')[0]?.passage.heading).toBe(heading);
  expect(at('shop').map(({ passage }) => passage.heading)).not.toContain(heading);
});

it('finds the same passages, best first, whatever is asked', () => {
  const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('배송', '시간', 'return', 'open', '얼마'));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.array(piece, { maxLength: 2 }), (words, earlier) => {
      const text = words.join(' ');
      const question = { text, earlier, language: languageOf(text), site: 'shop' } as const;
      const matches = find(question);
      const scores = matches.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(scores.every(Number.isFinite)).toBe(true);
      expect(find(question)).toEqual(matches);
    }),
  );
});
