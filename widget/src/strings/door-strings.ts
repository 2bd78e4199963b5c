import type { Language } from './language.ts';

/** What the closed widget says. It travels with the launcher, so it is kept to a handful of words. */
export interface DoorStrings extends LoadingStrings {
  /** The name of the part with all other words. */
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly open: string;
}

/** What is said before the open chat is there, and in its place. */
export interface LoadingStrings {
  readonly close: string;
  readonly loading: string;
  readonly loadFailed: string;
  readonly loadAgain: string;
}

/** What the parts with all words of a language have of these. */
export interface LoadedDoorStrings extends LoadingStrings {
  readonly language: Language;
}

const KO: LoadingStrings = {
  close: '채팅 닫기',
  loading: '채팅을 불러오고 있어요',
  loadFailed: '채팅을 불러오지 못했어요. 인터넷 연결을 확인해 주세요.',
  loadAgain: '다시 시도',
};

/** Of other languages these come with all other words, beside the panel's code. Until then, and where they do not come, they are English. */
const EN: LoadingStrings = {
  close: 'Close chat',
  loading: 'Loading chat',
  loadFailed: 'The chat didn’t load. Please check your connection.',
  loadAgain: 'Try again',
};

/** What the launcher is called. */
const OPEN: Readonly<Record<Language, string>> = {
  ko: '채팅 열기',
  en: 'Open chat',
  ja: 'チャットを開く',
  'zh-Hans': '打开聊天',
  'zh-Hant': '開啟聊天',
  es: 'Abrir el chat',
  fr: 'Ouvrir le chat',
  de: 'Chat öffnen',
  pt: 'Abrir o chat',
  ar: 'فتح المحادثة',
  he: 'פתיחת הצ׳אט',
};

/** The words for a BCP 47 tag; English for a language nobody has written yet. */
export function chooseDoorStrings(tag: string): DoorStrings {
  const language = languageOf(tag);
  return {
    ...(language === 'ko' ? KO : EN),
    language,
    direction: /ar|he/.test(language) ? 'rtl' : 'ltr',
    open: OPEN[language],
  };
}

function languageOf(tag: string): Language {
  const [, base = '', rest = ''] = /^([a-z]{2,3})(?:-(.*))?$/i.exec(tag) ?? [];
  const plain = base.toLowerCase();
  const language = plain !== 'zh' ? plain : /^(hant|tw|hk|mo)\b/i.test(rest) ? 'zh-Hant' : 'zh-Hans';
  return Object.hasOwn(OPEN, language) ? (language as Language) : 'en';
}
