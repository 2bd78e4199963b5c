import { areSynonyms, asksFor, isAsking } from './synonyms.ts';

/** The words of a text that carry meaning, cut down to their stems. */
export function stemsOf(text: string): readonly string[] {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}+|\p{N}+/gu) ?? [];
  return words
    .filter(word => !STOP_WORDS.has(word))
    .map(stem)
    .filter(word => !STOP_WORDS.has(word));
}

/**
 * How well the stem `b` of a passage answers to the stem `a` of a question, from 0 to 1.
 * Korean writes compounds as one word, so a stem is also found inside another (`선물` in `선물포장`).
 */
export function likeness(a: string, b: string): number {
  if (isAsking(a)) return asksFor(a, b) ? 0.9 : 0;
  if (a === b) return 1;
  if (areSynonyms(a, b)) return 0.9;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (isHangul(short)) return short.length >= 2 && long.includes(short) ? 0.75 : 0;
  return short.length >= 4 && long.startsWith(short) ? 0.75 : 0;
}

function stem(word: string): string {
  return isHangul(word) ? withoutEndings(word) : withoutSuffix(word);
}

function isHangul(word: string): boolean {
  return /^\p{Script=Hangul}/u.test(word);
}

/** Particles and verb endings of Korean, longest first. */
const ENDINGS = [
  ...['인가요', '있나요', '있어요', '되나요', '하나요', '할까요', '한가요', '에서는', '으로는', '하려면', '할래요'],
  ...['이에요', '에서', '으로', '까지', '부터', '에는', '이랑', '하고', '해요', '돼요', '되요', '나요', '가요', '까요'],
  ...['세요', '어요', '아요', '여요', '예요', '려면', '려고', '이나', '지요', '하면', '되면', '할', '한', '하는', '된'],
  ...['은', '는', '이', '가', '을', '를', '에', '로', '도', '만', '의', '와', '과', '요', '죠', '면', '고', '되', '하'],
].sort((a, b) => b.length - a.length);

function withoutEndings(word: string): string {
  const ending = ENDINGS.find(candidate => word.length > candidate.length && word.endsWith(candidate));
  const rest = ending === undefined ? word : word.slice(0, -ending.length);
  // One syllable may be a word (`차`, `열`), but a two-syllable word that merely ends like a particle must stay whole.
  if (ending === undefined || (rest.length === 1 && ending.length === 1)) return word;
  return withoutEndings(rest);
}

function withoutSuffix(word: string): string {
  const cut = word.replace(/(?<=..)ies$/, 'y').replace(/(?<=...)(?:ing|ed|es|s)$/, '');
  return cut.replace(/(?<=..)(.)\1$/, '$1').replace(/(?<=...)e$/, '');
}

/** Words that ask without saying about what, or that every passage is about. They alone must never find one. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  [
    '알려줘 알려주세요 알려 주세요 줘 해줘 해주세요 해 뭐 뭘 무엇 무슨 어떻게 어떤 좀 저 제 나 내 혹시 그리고 그럼 그러면 궁금 궁금해',
    '있 있나 있을 없 수 것 거 게 그 이 하 되 돼 될 싶 알 네 데 때 주 보내주 가게 문구점 언제든',
    'a an the is are am be do does did can could may will would i you we it my your our us me to of in on at for and or',
    'with from by if what how which there that this have has get please tell about need want know any some something so',
    'as not no yes up out take use long possible shop store',
  ].flatMap(words => words.split(' ')),
);
