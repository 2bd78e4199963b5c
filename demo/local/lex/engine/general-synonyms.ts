import { jamoOf } from './jamo.ts';
import { normalise } from './normalise.ts';

/**
 * Everyday words that mean the same to somebody who asks for something. They are general knowledge, for every bot
 * alike: a group counts only where a bot's own samples use one of its words, and a bot's author need not list them all.
 * Korean verbs stand as stems; compounds and phrases without blanks.
 */
export function groupOf(word: string): string | undefined {
  return GROUPS_OF.get(jamoOf(word));
}

/** Every word of the group that `word` is in, or the word alone. */
export function synonymsOf(word: string): readonly string[] {
  const group = groupOf(word);
  return group === undefined ? [word] : group.split(' ');
}

const GROUPS: readonly string[] = [
  // Money.
  '보내 이체 송금 옮기 부치 쏘 입금 넘기 꽂 전송 계좌이체 넣 이동',
  'send transfer move shift wire remit push xfer put',
  '돈 금액 현금 자금 머니 자산 총액',
  'money amount cash funds fund dough bucks',
  '잔액 잔고 잔금 밸런스 남 남아 남아있',
  'balance remaining left remain leftover bal',
  '계좌 통장 어카운트 구좌',
  'account acct acc accounts',
  '얼마 얼만 얼매 을마',
  'howmuch',
  '원 won krw',
  'payment pay 결제 지불',
  'price cost 가격 값 요금',
  // Looking something up.
  '조회 확인 체크 알아보 살펴보 점검',
  'check checking look lookup view review inspect verify inquiry enquiry inquire',
  '내역 기록 목록 이력 리스트 히스토리 로그 명세',
  'history log list record records statement activity hist past',
  '최근 방금 아까 지난 마지막 요즘 근래 저번 지금까지 그동안 여태 요새 최신 지난번 지난주 지난달 어제 엊그제',
  'recent last latest previous recently lately earlier yesterday',
  '거래 트랜잭션',
  'transaction txn trx',
  '누구 아무도 누가 anyone anybody someone somebody',
  // Meeting somebody.
  '안녕 하이 헬로 헬로우 할로 하잉 하이루 방가 반가 반가워 반갑 방가방가 ᄒᄋ 안뇽 안뇨 하위 헤이 hi hello hey hallo hola yo sup hiya heya howdy greetings greeting heyo hullo ello hai henlo wassup whatsup gday goodday 오랜만 오랜만이',
  'howare hows howre howve',
  '인사 인사말 greet introduce 소개 introduction meet 만나 뵙 뵈 만남',
  '이름 성함 성명 닉네임 name nickname',
  '친구 친구야 friend buddy pal mate dude bro folks everyone all',
  '챗봇 봇 로봇 bot chatbot robot',
  '아침 모닝 오전 저녁 이브닝 오후 하루 morning evening afternoon day',
  '좋 굿 good 조은 nice great lovely pleasant pleased pleasure glad happy',
  '처음 첨 first',
  // Buying and travelling.
  '주문 구매 구입 사 order buy purchase',
  '배송 배달 택배 delivery shipping shipment',
  '환불 refund',
  '반품 return',
  '취소 철회 cancel',
  '예약 예매 book booking reserve reservation',
  '변경 수정 바꾸 change modify edit update',
  '시간 영업시간 hours time',
];

const GROUPS_OF: ReadonlyMap<string, string> = new Map(
  GROUPS.map(normalise).flatMap(group => group.split(' ').map(word => [jamoOf(word), group] as const)),
);
