/** Scripts that are written without spaces, or, as Korean, with endings on their words: cut into pairs of letters. */
const RUNS =
  /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|[\p{L}\p{N}]+?(?=[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]|[^\p{L}\p{N}]|$)/gu;
const PAIRED = /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;

/**
 * The terms under which a text is found: whole words, in lower case, and pairs of letters of Korean, Chinese and Japanese, so that
 * `배송비는` is found by `배송비`, and `무료배송` by `배송`, without a dictionary.
 */
export function termsOf(text: string): string[] {
  return Array.from(text.normalize('NFC').toLowerCase().matchAll(RUNS), ([run]) => run).flatMap(run =>
    PAIRED.test(run) ? pairsIn(run) : [run],
  );
}

/** The same of a question, without what asks and says nothing of what is asked about. */
export function askedTermsOf(question: string): string[] {
  return termsOf(question).filter(term => !ASKING.has(term));
}

export function isPair(term: string): boolean {
  return PAIRED.test(term);
}

function pairsIn(run: string): string[] {
  const letters = Array.from(run);
  if (letters.length === 1) return letters;
  return letters.slice(1).map((letter, i) => letters[i]! + letter);
}

/** Pairs that endings are made of, and words that most questions have. */
const ASKING: ReadonlySet<string> = new Set(
  [
    '나요 어요 아요 에요 예요 세요 까요 해요 돼요 되나 하나 인가 가요 은가 는지 을까 있나 있어 있는 습니 니다 니까 주세 해주 려주 알려 어떻 떻게 되는 하면 싶은 싶어 은데 는데',
    'a an and are at be can could did do does for from get have how i if in is it may me much my need of on or our please tell that the there this to was what when where which who why will with want would you your',
  ].flatMap(words => words.split(' ')),
);
