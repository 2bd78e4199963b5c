import type { Language, Site } from './passage.ts';

/** What people say out of courtesy, when they say nothing else. */
export type Courtesy = 'greeting' | 'thanks' | 'goodbye';

/** Hears a greeting, thanks or a goodbye; undefined where there is more to answer: 안녕하세요, 주차 되나요? */
export function hearCourtesy(text: string): Courtesy | undefined {
  const said = text.normalize('NFKC').toLowerCase().replace(NO_LETTERS, ' ').trim();
  return COURTESIES.find(([, sayings]) => sayings.test(said))?.[0];
}

/** What is said to it: in one sentence, or before what can be asked. */
export function answerCourtesy(courtesy: Courtesy, language: Language, site: Site): string {
  return courtesy === 'greeting' ? GREETING[site][language] : ANSWERS[courtesy][language];
}

const NO_LETTERS = /[^\p{L}\p{N}]+/gu;

const COURTESIES: readonly (readonly [Courtesy, RegExp])[] = [
  [
    'greeting',
    /^(?:안녕(?:하세요|하십니까|하신가요)?|반가워요?|반갑습니다|처음 뵙겠습니다|하이|헬로우?|여보세요|hello|hi|hey|hiya|good (?:morning|afternoon|evening|day)|greetings|nice to meet you)(?: (?:안녕(?:하세요)?|반가워요?|반갑습니다|there|again))*$/u,
  ],
  [
    'thanks',
    /^(?:네 |아 |정말 |너무 |진짜 |ok |okay |great |many |oh )*(?:고마워요?|고맙습니다|고마웠어요?|감사해요|감사합니다|감사|땡큐|thanks|thank you|thx|cheers|much appreciated)(?: (?:정말|너무|알겠어요|알겠습니다|so much|very much|a lot|again|that helps|bye))*$/u,
  ],
  [
    'goodbye',
    /^(?:네 )?(?:안녕히 (?:계세요|가세요)|잘 있어요?|수고하세요|다음에 봐요|또 올게요|bye(?: bye)?|goodbye|see you(?: later)?|have a (?:nice|good) day)$/u,
  ],
];

const GREETING: Readonly<Record<Site, Readonly<Record<Language, string>>>> = {
  shop: {
    ko: '안녕하세요! 닥결문구점이에요. 이런 것을 알려 드릴 수 있어요.',
    en: 'Hello, and welcome to Dakgyeol! Here is what I know about:',
  },
  bank: {
    ko: '안녕하세요! 잔액을 묻거나 이체를 부탁하셔도 되고, 이런 것을 물어보셔도 돼요.',
    en: 'Hello! You can ask for a balance or a transfer, or about one of these:',
  },
};

const ANSWERS: Readonly<Record<Exclude<Courtesy, 'greeting'>, Readonly<Record<Language, string>>>> = {
  thanks: {
    ko: '천만에요! 더 궁금한 것이 있으면 언제든 물어봐 주세요.',
    en: 'You are welcome! Ask me whenever there is something else.',
  },
  goodbye: {
    ko: '안녕히 가세요! 궁금한 것이 생기면 또 들러 주세요.',
    en: 'Goodbye! Come back whenever you have a question.',
  },
};
