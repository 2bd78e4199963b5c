import type { Language } from './language.ts';

/** What the closed widget says. It travels with the launcher, so it is kept to a handful of words. */
export interface DoorStrings {
  /** The name of the part with all other words. */
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly open: string;
  readonly close: string;
  readonly loading: string;
  readonly loadFailed: string;
  readonly loadAgain: string;
}

const KO: DoorStrings = {
  language: 'ko',
  direction: 'ltr',
  open: '채팅 열기',
  close: '채팅 닫기',
  loading: '채팅을 불러오고 있어요',
  loadFailed: '채팅을 불러오지 못했어요. 인터넷 연결을 확인해 주세요.',
  loadAgain: '다시 시도',
};

const EN: DoorStrings = {
  language: 'en',
  direction: 'ltr',
  open: 'Open chat',
  close: 'Close chat',
  loading: 'Loading chat',
  loadFailed: 'The chat didn’t load. Please check your connection.',
  loadAgain: 'Try again',
};

/** What the launcher is called in the other languages. Every page carries these, so that what is said while the chat loads is English there. */
const OPEN: Readonly<Record<Exclude<Language, 'ko' | 'en'>, string>> = {
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
  const [, base = '', rest = ''] = /^([a-z]{2,3})(?:-(.*))?$/i.exec(tag) ?? [];
  const plain = base.toLowerCase();
  if (plain === 'ko') return KO;
  const language = plain !== 'zh' ? plain : /^(hant|tw|hk|mo)\b/i.test(rest) ? 'zh-Hant' : 'zh-Hans';
  if (!isOther(language)) return EN;
  return { ...EN, language, direction: /ar|he/.test(language) ? 'rtl' : 'ltr', open: OPEN[language] };
}

function isOther(language: string): language is keyof typeof OPEN {
  return Object.hasOwn(OPEN, language);
}
