import { normalise } from '../../normalise.ts';

/** Whether a single word, which could be a name by its looks, is what people say instead of one. */
export function isNoName(word: string): boolean {
  const said = normalise(word);
  return WORDS.has(said) || ENDINGS.some(ending => ending.test(said));
}

const WORDS = new Set(
  [
    '네 넵 예 응 아니 아니요 아니오 아뇨 아니에 노 그래 맞아 맞습니다 좋아 좋아요 싫어 싫어요 몰라 몰라요 모름 글쎄 글쎄요 없어 없어요 없음 있어 있어요 괜찮아 괜찮아요 됐어 됐어요 됐고',
    '안녕 안녕하세 안녕하세요 안녕하십니까 하이 헬로 반가워 반가워요 고마워 고마워요 감사 감사해 감사해요 미안 미안해 죄송 여보세 여보세요 잘가 바이',
    '이름 성함 별명 비밀 익명 손님 고객 사람 학생 회원 직원 사장 남자 여자 누구 뭐 뭐라고 무엇 왜 왜요 뭐요 언제 어디 어떻게 얼마 몇 저 나 제 내 너 당신 저기 여기 거기 이거 그거 저거 다시 그냥 나중 나중에 다음 다음에',
    '배송 배달 환불 반품 교환 주문 취소 결제 가격 할인 쿠폰 문의 질문 상담 상담원 도움 도와 도와줘 도와주세 도와주세요 영업시간 주소 위치 전화 전화번호 예약 상품 재고 로그인 시작 종료 그만 그만해 중지 끝 패스 스킵 건너뛰기 테스트',
    'yes no yep yeah nope nah ok okay sure maybe none nothing nobody never hello hi hey hiya howdy bye goodbye thanks thank thankyou please sorry welcome',
    'what who whom why when where which how whats huh is are am was were do does did can could will would should shall may might must have has had',
    'i me my mine you your we us our they them it its this that these those the a an and or but not just only here there now then again later',
    'help stop cancel quit exit skip pass start menu back reset test undefined null anonymous secret guest customer nothing something anything someone anyone',
    'order orders delivery shipping refund refunds return returns exchange price prices cost discount coupon opening hours address phone payment stock product products store shop checkout account login',
    'fine good great well bad tired hungry happy sad busy bored angry confused lost late new interested looking searching trying going coming wondering asking calling waiting having getting from at in on to for with about so very really',
  ].flatMap(line => line.split(' ')),
);

/** How Korean sentences end, and names do not. */
const ENDINGS = [
  /(?:습니다|ㅂ니다|니까|세요|세여|주세|십시오|할래|싶어|싶은데|싶다|해줘|해주라|알려줘|보여줘|가르쳐줘|인가|할까|는데|은데|거든|잖아|하고|해서|려고|다고|배고파|궁금해)$/u,
  /^(?:안|못)?(?:해|해요|돼|돼요|했어|했어요|하자)$/u,
];
