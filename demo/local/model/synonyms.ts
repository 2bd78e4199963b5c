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
  '영업 영업시간 요일 월요일 화요일 수요일 목요일 금요일 토요일 일요일 열다 여다 여는 열려 닫다 닫는 오픈 휴무 휴일 쉬다 쉬는',
  '가는길 버스 지하철 정류장',
  '배송 택배 배달 도착',
  '배송비 택배비 운송료 배송료',
  '반품 반송 돌려보내',
  '교환 바꾸 바꿔 바꿀',
  '망가 파손 파손되거나 깨진 깨졌 깨지거나 찢어졌거나 불량 잘못',
  '주소 위치 찾아오',
  '전화 연락처 전화번호 연락 메일 이메일 문의',
  '값 가격 비용 원',
  '반려동물 강아지 고양이 애완동물 개',
  '교실 수업 클래스 체험 워크숍 강좌',
  '결제 지불 계좌',
  '해외 외국 미국 일본 국외',
  '각인 새기 새기기 새길 새겨',
  '휠체어 장애 유아차 유모차',
  '아이 어린이 아이들 아기',
  '속지 리필',
  '주인 사장 사장님 이야기 누가',
  'open opening hour clos day monday tuesday wednesday thursday friday saturday sunday',
  'rout bus foot walk train',
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
const ASKING: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    ['얼마', '배송비 값 가격 원'],
    ['언제', '기간 시간 사흘 나흘쯤 이틀 14일'],
    ['얼마나 며칠 걸려 걸리다 걸릴 걸리', '기간 사흘 나흘쯤 이틀 14일'],
    ['몇', '기간'],
    ['어디 어딘가', '주소'],
    ['much', 'charg cost pric won'],
    ['when', 'hour time day'],
    ['duration', 'time day'],
    ['wher', 'addres'],
  ].flatMap(([asking = '', asked = '']) => asking.split(' ').map(word => [word, new Set(asked.split(' '))] as const)),
);

function sets(groups: readonly string[]): readonly ReadonlySet<string>[] {
  return groups.map(group => new Set(group.split(' ')));
}
