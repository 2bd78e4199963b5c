import type { ModeName } from '@lex-chat/backend/conversation/model/modes';
import type { Language } from './passage.ts';

export type WorkMode = Exclude<ModeName, 'chat'>;

/** Says what it is, where a text is to be worked on: that takes a real model. */
export function declineMode(mode: WorkMode, language: Language): string {
  const work = WORK[mode][language];
  return language === 'ko'
    ? `저는 데모용 모델이라 ${work} 못 해요. 배포하면 연결한 모델이 해 드려요. (모드: ${mode})`
    : `I am a demo model and cannot ${work}. Once this is deployed, a real model does. (Mode: ${mode})`;
}

const WORK: Readonly<Record<WorkMode, Readonly<Record<Language, string>>>> = {
  translate: { ko: '번역은', en: 'translate' },
  'correct-grammar': { ko: '문법 고치기는', en: 'correct grammar' },
  sentiment: { ko: '글의 감정을 읽는 일은', en: 'tell the sentiment of a text' },
  'extract-email': { ko: '이메일 주소를 뽑아 내는 일은', en: 'pick out e-mail addresses' },
  'redact-pii': { ko: '개인정보를 가리는 일은', en: 'hide what tells who somebody is' },
  'step-by-step': { ko: '차근차근 풀어 드리는 일은', en: 'work things out step by step' },
  'extract-times': { ko: '날짜와 시간을 뽑아 내는 일은', en: 'pick out dates and times' },
};
