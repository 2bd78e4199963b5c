/** What is said about the visitor's own data. It travels with the menu that offers it. */
export interface YourDataStrings {
  readonly download: string;
  readonly remove: string;
  readonly logOut: string;
  readonly title: string;
  readonly question: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly working: string;
  readonly removeFailed: string;
  readonly downloadFailed: string;
}

const KO: YourDataStrings = {
  download: '대화 내려받기',
  remove: '대화 삭제',
  logOut: '채팅에서 로그아웃',
  title: '대화를 모두 삭제할까요?',
  question: '주고받은 메시지가 모두 지워지고, 되돌릴 수 없어요.',
  confirm: '삭제',
  cancel: '취소',
  working: '잠시만 기다려 주세요',
  removeFailed: '삭제하지 못했어요. 잠시 뒤에 다시 시도해 주세요.',
  downloadFailed: '내려받지 못했어요. 잠시 뒤에 다시 시도해 주세요.',
};

const EN: YourDataStrings = {
  download: 'Download conversation',
  remove: 'Delete conversation',
  logOut: 'Log out of the chat',
  title: 'Delete this conversation?',
  question: 'All messages and replies will be deleted. This can’t be undone.',
  confirm: 'Delete',
  cancel: 'Cancel',
  working: 'One moment',
  removeFailed: 'We couldn’t delete it. Please try again in a moment.',
  downloadFailed: 'The download didn’t work. Please try again in a moment.',
};

/** The words for a BCP 47 tag; English for a language nobody has written yet. */
export function chooseYourDataStrings(language: string): YourDataStrings {
  return /^ko\b/i.test(language) ? KO : EN;
}
