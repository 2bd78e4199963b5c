/** What is said around, or instead of, a model's answer. */
export interface Words {
  /** The answer is longer than Lex takes, or than the model may give. */
  readonly cut: string;
  readonly brokenOff: string;
  readonly nothing: string;
}

/** In the language of the bot; English where we have no words. */
export function wordsIn(localeId: string): Words {
  return localeId.startsWith('ko') ? KOREAN : ENGLISH;
}

const KOREAN: Words = {
  cut: '답이 길어서 여기까지만 말씀드려요. 더 궁금한 부분을 물어봐 주세요.',
  brokenOff: '답이 도중에 끊겼어요. 한 번 더 물어봐 주세요.',
  nothing: '지금은 답을 드리기 어려워요. 잠시 뒤에 다시 물어봐 주세요.',
};

const ENGLISH: Words = {
  cut: 'There is more to say than fits here. Ask me about the part you’d like to know.',
  brokenOff: 'My answer broke off. Please ask me once more.',
  nothing: 'I can’t answer that at the moment. Please ask me again a little later.',
};
