import type { FailureCode } from '@lex-chat/protocol';

/** The languages in which a channel itself says something. */
export type Tongue = 'ko' | 'en';

/** What may be said besides replies. */
export type Notice = FailureCode | 'text-only' | 'broke-off' | 'withheld';

/** Korean as soon as one syllable or letter of it is there; English where other letters are; undefined where there are none. */
export function tongueOf(text: string): Tongue | undefined {
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  return /\p{L}/u.test(text) ? 'en' : undefined;
}

/** What a person is told in place of a reply, or behind one that broke off. */
export function noticeIn(tongue: Tongue, notice: Notice): string {
  const { [notice]: own, unavailable } = NOTICES[tongue];
  return own ?? unavailable;
}

type Notices = Readonly<Partial<Record<Notice, string>> & Record<'unavailable', string>>;

const NOTICES: Readonly<Record<Tongue, Notices>> = {
  ko: {
    unavailable: '죄송해요, 지금은 답변을 드리지 못해요. 잠시 뒤에 다시 말씀해 주세요.',
    'rate-limited': '메시지가 너무 빨리 와서 다 읽지 못했어요. 조금 뒤에 다시 보내 주세요.',
    'budget-exhausted': '오늘 답변할 수 있는 양을 다 썼어요. 내일 다시 물어봐 주세요.',
    'text-too-long': '메시지가 너무 길어서 읽지 못했어요. 나누어 보내 주세요.',
    'text-only': '아직 글만 읽을 수 있어요. 궁금한 것을 글로 적어 주세요.',
    'broke-off': '(답변이 여기서 끊겼어요. 이어서 듣고 싶으시면 다시 물어봐 주세요.)',
    withheld: '그 질문에는 답변을 드릴 수 없어요.',
  },
  en: {
    unavailable: 'Sorry, I cannot answer right now. Please try again in a moment.',
    'rate-limited':
      'Those were too many messages at once, and I did not read them all. Please send it again in a little while.',
    'budget-exhausted': 'I have given all the answers I can give today. Please ask me again tomorrow.',
    'text-too-long': 'That message was too long for me to read. Please send it in parts.',
    'text-only': 'I can only read text so far. Please write what you would like to know.',
    'broke-off': '(The answer broke off here. Ask again if you would like to hear the rest.)',
    withheld: 'I cannot answer that question.',
  },
};
