/** What the closed widget says. It travels with the launcher, so it is kept to a handful of words. */
export interface DoorStrings {
  /** The name of the part with all other words. */
  readonly language: 'ko' | 'en';
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

/** The words for a BCP 47 tag; English for a language nobody has written yet. */
export function chooseDoorStrings(language: string): DoorStrings {
  return /^ko\b/i.test(language) ? KO : EN;
}
