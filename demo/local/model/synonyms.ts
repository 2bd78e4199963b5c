/** Whether two stems mean the same to visitors of this shop. */
export function areSynonyms(one: string, other: string): boolean {
  return GROUPS.some(group => group.has(one) && group.has(other));
}

/** Whether a stem says nothing itself, but asks for something. */
export function isAsking(word: string): boolean {
  return ASKING.has(word);
}

/** Whether the question word `asking` asks for what `written` speaks of. */
export function asksFor(asking: string, written: string): boolean {
  return ASKING.get(asking)?.has(written) ?? false;
}

/** Stems, as `words.ts` cuts them. */
const GROUPS = sets([
  '영업 영업시간 월요일 요일 열 여는 닫 오픈 휴무 쉬 시간',
  '배송 택배 배달 도착',
  '배송비 택배비 운송료 배송료',
  '반품 반송 돌려보내',
  '교환 바꾸 바꿔 바꿀',
  '망가 파손 파손되거나 깨진 깨졌 깨지거나 찢어졌거나 불량 잘못',
  '주소 위치 찾아오',
  '전화 연락처 전화번호 연락 메일 이메일',
  '값 가격 비용 원',
  '반려동물 강아지 고양이 애완동물 개',
  '교실 수업 클래스 체험 워크숍 강좌',
  '결제 지불 계좌',
  '해외 외국 미국 일본 국외',
  '각인 새기 새기기 새길 새겨',
  '휠체어 장애 유아차 유모차',
  '아이 어린이 아이들 아기',
  '속지 리필',
  '주인 사장 이야기 누가',
  'open opening hour clos',
  'delivery shipping ship deliver parcel postag arriv',
  'charg cost pric fee won expensiv cheap',
  'return refund back',
  'exchang swap',
  'broken damag faulty torn defectiv wrong',
  'addres location locat find direction',
  'contact phon email mail call telephon number',
  'pet dog cat puppy animal',
  'clas workshop lesson cours',
  'pay payment transfer',
  'abroad international overseas japan usa europ worldwid',
  'wrap wrapp wrapping gift present',
  'engrav personalis personaliz custom stamp name',
  'park parking car driv',
  'wheelchair pram stroller accessibl ramp',
  'children kid child baby',
  'voucher coupon',
  'own owner found founder start story',
]);

/** What a question word asks for: read in one direction only. */
const ASKING: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['얼마', new Set(['배송비', '값', '가격', '원'])],
  ['얼마나', new Set(['기간'])],
  ['며칠', new Set(['기간', '나흘쯤', '이틀'])],
  ['언제', new Set(['기간', '시간', '사흘', '이틀'])],
  ['몇', new Set(['시간', '영업시간', '기간'])],
  ['시에', new Set(['시간', '영업시간'])],
  ['어디', new Set(['주소'])],
  ['much', new Set(['charg', 'cost', 'pric', 'won'])],
  ['when', new Set(['hour', 'time'])],
  ['wher', new Set(['addres'])],
  ['who', new Set(['story'])],
]);

function sets(groups: readonly string[]): readonly ReadonlySet<string>[] {
  return groups.map(group => new Set(group.split(' ')));
}
