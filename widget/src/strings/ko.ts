import type { Source } from '@lex-chat/protocol';
import type { Strings } from './strings.ts';

export const strings: Strings = {
  language: 'ko',
  title: '채팅 상담',
  close: '채팅 닫기',
  yourData: '내 데이터',
  partFailed: '불러오지 못했어요. 인터넷 연결을 확인하고 다시 시도해 주세요.',
  welcomeTitle: '무엇을 도와드릴까요?',
  greeting: name => `${name} 님, 무엇을 도와드릴까요?`,
  welcome: '궁금한 점을 편하게 남겨 주세요. 바로 답해 드릴게요.',

  status: {
    idle: '연결하고 있어요',
    connecting: '연결하고 있어요',
    online: '지금 대화할 수 있어요',
    offline: '다시 연결하고 있어요',
    fallback: '지금 대화할 수 있어요',
    unreachable: '연결되지 않았어요',
    over: '끝난 대화',
  },
  offline: '연결되면 메시지를 이어서 보내 드려요.',
  unreachable: '지금은 채팅에 연결할 수 없어요. 나중에 다시 시도해 주세요.',
  fallback: '연결이 원활하지 않아 답변이 조금 늦을 수 있어요.',
  again: '다시 시도',
  beginAnew: '새 대화 시작',

  transcript: '대화 내용',
  loadingHistory: '지난 대화를 불러오고 있어요',
  historyFailed: '지난 대화를 불러오지 못했어요. 새 메시지는 보낼 수 있어요.',
  earlier: '이전 대화 더 보기',
  loadingEarlier: '이전 대화를 불러오고 있어요',
  latest: count => (count === 0 ? '최근 메시지로 이동' : `새 메시지 ${number(count)}개 보기`),
  unread: count => `새 메시지 ${number(count)}개`,

  yours: '내 메시지:',
  theirs: '답변:',
  source: sourceLabel,
  typing: '답변을 쓰고 있어요',
  stop: '답변 멈추기',
  askAgain: '다시 답변받기',
  ended: {
    length: '답변이 길어서 여기까지만 보여 드려요.',
    filtered: '안내해 드리기 어려운 내용이 있어 답변을 마쳤어요.',
    stopped: '답변을 멈췄어요.',
    interrupted: '답변이 도중에 끊겼어요.',
  },
  markdown: {
    code: '코드',
    copy: '복사',
    copied: '복사됨',
    table: '표',
    done: '완료',
    notDone: '미완료',
  },

  sending: '보내는 중',
  notSent: '보내지 못했어요.',
  retry: '다시 보내기',

  placeholder: '메시지를 입력하세요',
  message: '메시지',
  send: '보내기',
};

function sourceLabel(source: Source): string {
  switch (source.kind) {
    case 'intent':
      return '챗봇';
    case 'model':
      return 'AI 답변';
    case 'channel':
      return source.name;
  }
}

function number(value: number): string {
  return value.toLocaleString('ko');
}
