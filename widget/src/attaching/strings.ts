/** What is said about files. It travels with the part that takes them. */
export interface AttachingStrings {
  readonly attach: string;
  readonly list: string;
  readonly remove: (name: string) => string;
  readonly bringing: string;
  readonly inspecting: string;
  readonly excerpt: string;
  readonly ready: (name: string) => string;
  /** Sent where the visitor wrote nothing. */
  readonly summarise: string;
  readonly wait: string;
  readonly drop: string;
  /** By the code of the service. */
  readonly refused: Readonly<Record<string, string>> & { readonly unavailable: string };
}

const KO: AttachingStrings = {
  attach: '파일 첨부',
  list: '첨부한 파일',
  remove: name => `${name} 빼기`,
  bringing: '올리는 중',
  inspecting: '확인하는 중',
  excerpt: '길어서 일부만 읽어요',
  ready: name => `${name} 파일을 첨부했어요.`,
  summarise: '이 파일을 요약해 주세요.',
  wait: '파일을 다 올릴 때까지 잠시만 기다려 주세요.',
  drop: '여기에 놓으면 첨부돼요',
  refused: {
    'file-type-refused': '이 형식의 파일은 첨부할 수 없어요.',
    'file-mismatched': '파일이 손상되었거나 이름과 다른 형식이에요.',
    'file-empty': '빈 파일이에요.',
    'file-encrypted': '암호가 걸려 있어 열 수 없어요. 암호를 풀고 다시 첨부해 주세요.',
    'file-unknown': '파일이 올라오지 않았어요. 다시 첨부해 주세요.',
    'too-large': '파일이 너무 커요. 문서는 4.5MB, 이미지는 3.75MB까지 돼요.',
    'too-many': '한 번에 다섯 개까지 첨부할 수 있어요.',
    'rate-limited': '파일을 많이 올리셨어요. 나중에 다시 시도해 주세요.',
    'invalid-message': '파일 이름을 읽을 수 없어요. 이름을 바꾸고 다시 첨부해 주세요.',
    unavailable: '올리지 못했어요. 잠시 뒤에 다시 시도해 주세요.',
  },
};

const EN: AttachingStrings = {
  attach: 'Attach files',
  list: 'Attached files',
  remove: name => `Remove ${name}`,
  bringing: 'Uploading',
  inspecting: 'Checking',
  excerpt: 'Long: only an excerpt is read',
  ready: name => `${name} is attached.`,
  summarise: 'Please summarise this file.',
  wait: 'Please wait until the files are uploaded.',
  drop: 'Drop files here to attach them',
  refused: {
    'file-type-refused': 'Files of this type can’t be attached.',
    'file-mismatched': 'This file is damaged, or not what its name says.',
    'file-empty': 'This file is empty.',
    'file-encrypted': 'This file has a password. Please remove it and attach the file again.',
    'file-unknown': 'This file didn’t arrive. Please attach it again.',
    'too-large': 'This file is too large. Documents can have 4.5 MB, images 3.75 MB.',
    'too-many': 'You can attach up to five files at once.',
    'rate-limited': 'That was a lot of files. Please try again later.',
    'invalid-message': 'We couldn’t read the name of this file. Please rename it and attach it again.',
    unavailable: 'This file couldn’t be uploaded. Please try again in a moment.',
  },
};

export function chooseAttachingStrings(language: string): AttachingStrings {
  return language.startsWith('ko') ? KO : EN;
}
