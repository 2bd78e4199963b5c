/** What a developer reads of a turn. It travels with the inspector. */
export interface InspectorStrings {
  readonly title: string;
  readonly route: string;
  readonly to: Readonly<Record<'intent' | 'model', string>>;
  readonly because: Readonly<Record<string, string>>;
  readonly ended: string;
  readonly interpretations: string;
  readonly slots: string;
  readonly next: string;
  readonly contexts: string;
  readonly turns: (turns: number, seconds: number) => string;
  readonly times: string;
  readonly waited: string;
  readonly lex: string;
  readonly firstShown: string;
  readonly whole: string;
  readonly tokens: string;
  readonly usage: (input: number, output: number) => string;
  readonly notAsked: string;
}

const KO: InspectorStrings = {
  title: '턴 살펴보기',
  route: '답한 쪽',
  to: { intent: '인텐트', model: '언어 모델' },
  because: {
    mode: '모드가 정해진 메시지',
    'not-asked': 'Lex가 받을 수 없는 길이이거나 봇에 없는 언어',
    unavailable: 'Lex가 답하지 않음',
    fallback: '맞는 인텐트 없음',
    'nothing-to-say': '인텐트에 할 말이 없음',
    unsure: '신뢰도가 기준보다 낮음',
  },
  ended: '끝난 방식',
  interpretations: '해석과 신뢰도',
  slots: '슬롯',
  next: '다음 동작',
  contexts: '활성 컨텍스트',
  turns: (turns, seconds) => `${turns}턴, ${seconds}초 남음`,
  times: '걸린 시간',
  waited: '대기',
  lex: 'Lex',
  firstShown: '첫 글자',
  whole: '전체',
  tokens: '토큰',
  usage: (input, output) => `입력 ${input} · 출력 ${output}`,
  notAsked: 'Lex에 묻지 않았거나 답이 없었어요',
};

const EN: InspectorStrings = {
  title: 'Turn inspector',
  route: 'Answered by',
  to: { intent: 'intent', model: 'language model' },
  because: {
    mode: 'the message has a mode',
    'not-asked': 'longer than Lex takes, or in a language that the bot lacks',
    unavailable: 'Lex did not answer',
    fallback: 'no intent fits',
    'nothing-to-say': 'the intent has nothing to say',
    unsure: 'confidence below the minimum',
  },
  ended: 'Ended as',
  interpretations: 'Interpretations, with confidence',
  slots: 'Slots',
  next: 'Next action',
  contexts: 'Active contexts',
  turns: (turns, seconds) => `${turns} turns, ${seconds} s left`,
  times: 'Time taken',
  waited: 'waited',
  lex: 'Lex',
  firstShown: 'first shown',
  whole: 'in all',
  tokens: 'Tokens',
  usage: (input, output) => `${input} in · ${output} out`,
  notAsked: 'Lex was not asked, or did not answer',
};

/** The words for a BCP 47 tag; English for a language nobody has written yet. */
export function chooseInspectorStrings(language: string): InspectorStrings {
  return /^ko\b/i.test(language) ? KO : EN;
}
