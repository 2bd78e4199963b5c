import { joinPhrases } from './phrases.ts';
import { areSynonyms, asksFor, isAsking } from './synonyms.ts';

/** The words of a text that carry meaning, cut down to their stems. */
export function stemsOf(text: string): readonly string[] {
  const words = joinPhrases(text.normalize('NFC').toLowerCase()).match(/\p{L}+|\p{N}+/gu) ?? [];
  return words
    .filter(word => !STOP_WORDS.has(word))
    .map(stem)
    .filter(word => !STOP_WORDS.has(word) && !isMereEnding(word));
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

/** `할` of `할 수 있나요`: all ending, and no word before it. */
function isMereEnding(word: string): boolean {
  return VERB_ENDINGS.includes(word);
}

function isHangul(word: string): boolean {
  return /^\p{Script=Hangul}/u.test(word);
}

/** Longest first. */
const PARTICLES = longestFirst(
  '에서는 으로는 에서 으로 까지 부터 에는 이랑 하고 이나 은 는 이 가 을 를 에 로 도 만 의 와 과 쯤',
);

/** Endings of verbs, and of nouns made into verbs by 하다, 되다 or 이다. */
const VERB_ENDINGS = longestFirst(
  '인가요 있나요 있어요 되나요 하나요 할까요 한가요 하려면 할래요 이에요 해요 돼요 되요 나요 가요 까요 세요 어요 아요 여요',
  '예요 려면 려고 지요 하면 되면 할 한 하는 된 요 죠 면 고 되 하 입니까 습니까 합니까 됩니까 입니다 습니다 합니다 됩니다',
  '해야 해도 돼도 해서 인지 을까 임 해 해줘 어서 아서 져서 었어요 았어요 왔어요 했어요 됐어요 었나요 았나요 했나요 됐나요 인데요 은데요',
);

function longestFirst(...endings: readonly string[]): readonly string[] {
  return endings.flatMap(some => some.split(' ')).sort((a, b) => b.length - a.length);
}

function withoutEndings(word: string): string {
  const isEnding = (ending: string) => word.length >= ending.length && word.endsWith(ending);
  const particle = PARTICLES.find(isEnding) ?? '';
  const verbal = VERB_ENDINGS.find(isEnding) ?? '';
  const ending = verbal.length >= particle.length ? verbal : particle;
  const rest = word.slice(0, word.length - ending.length);
  if (ending === '' || rest === '') return word;
  if (rest.length > 1) return withoutEndings(rest);
  // One syllable may be a word (`차`, `열`), but a two-syllable word that merely ends like a particle must stay whole.
  if (ending.length === 1) return word;
  // As a dictionary has it, so that to open (`열어요`) is not ten (`열`).
  return ending === verbal ? `${rest}다` : rest;
}

function withoutSuffix(word: string): string {
  const cut = word.replace(/(?<=..)ies$/, 'y').replace(/(?<=...)(?:ing|ed|es|s)$/, '');
  return cut.replace(/(?<=..)(.)\1$/, '$1').replace(/(?<=...)e$/, '');
}

/**
 * Words that ask without saying about what, that every passage is about, or that speak of the conversation itself
 * (“in English, please”). They alone must never find a passage.
 */
const STOP_WORDS: ReadonlySet<string> = new Set(
  [
    '알려줘 알려주세요 알려 주세요 줘 줘요 해줘 해주세요 뭐 뭘 무엇 무슨 어떻게 어떤 좀 저 제 나 내 너 혹시 그리고 그럼 그러면 궁금',
    '있 있나 있을 없 수 것 거 게 그 이 하 되 돼 될 싶 알 네 데 때 주 안 보내주 지금 오늘 문 가게 매장 문구점 언제든 거기 여기 있다 없다 하다',
    '되다 싶다 알다 주다 돼다 뭐다 싶어 안녕 안녕하 반갑 반가워 고마워 고맙 감사 누구',
    '말 말해 말씀 답 대답 답변 영어 한국어 한국말',
    'a an the is are am be do does did can could may will would should i you we it my your our us me to of in on at for',
    'and or with from by if what s how which there that this have has get please tell about need want know any some so',
    'something as not no yes up out take use possible shop store hello hi hey thank thanks',
    'who until till say speak talk answer reply write english korean language',
  ].flatMap(words => words.split(' ')),
);
