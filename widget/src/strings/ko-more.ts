import type { MoreStrings } from './more-strings.ts';

export const more: MoreStrings = {
  asking: {
    labels: {
      date: '날짜',
      time: '시간',
      number: '숫자',
      tel: '전화번호',
      email: '이메일 주소',
      'given-name': '이름',
      'family-name': '성',
      'postal-code': '우편번호',
      text: '답변',
      confirmation: '예 또는 아니요',
    },
    hints: {
      date: '',
      time: '',
      number: '예: 30000',
      tel: '예: 010-1234-5678',
      email: '예: name@example.com',
      'given-name': '',
      'family-name': '',
      'postal-code': '',
      text: '',
      confirmation: '',
    },
    hidden: '입력한 내용은 가려지고 대화에 남지 않아요.',
    inWords: '글로 답하기',
    byControl: '입력란으로 답하기',
    invalidMail: '이메일 주소를 확인해 주세요. 예: name@example.com',
    forgetsSoon: seconds => `${seconds}초 동안 답이 없으면 지금 하던 일이 취소돼요.`,
    goOn: '계속하기',
    forgotten: '오래 답이 없어 하던 일이 취소됐어요.',
    startOver: '처음부터 다시',
  },
};
