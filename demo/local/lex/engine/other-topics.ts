/**
 * Everyday Korean words that begin like a small word, or are one letter away from a word that bots like to use: 해지 is
 * not 해 with an ending, 엄마 no slip of 얼마. They mean something else, unless a bot's own samples use them.
 */
export const OTHER_TOPICS: ReadonlySet<string> = new Set(
  [
    '해지 해외 해결 해킹 이자 이율 이사 이유 이상 이용 이해 이벤트 한도 한국 할인 할부 개설 개인 나이 내용 내년 내일 제한 제휴 제품 제출 주소 주식 주말 주차 주택',
    '보안 보험 보증 보너스 수표 수리 수도 수수료 수입 알림 알바 그림 저장 거리 거래처 거래소 거절 건물 건강 하루',
    '엄마 아빠 소금 요금 참고 창고 목욕 기억 기름 확대 확장 전액 금리 환율 최고 동장 총장 조화 인간 인상',
  ].flatMap(line => line.split(' ')),
);
