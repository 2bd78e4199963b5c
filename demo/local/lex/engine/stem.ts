/**
 * A normalised word without its Korean particle (잔액을 → 잔액) or the endings of 하다 (송금할게요 → 송금). Both sides of a
 * comparison are stemmed, so that a noun that merely ends like that stays alike to itself.
 */
export function stem(word: string): string {
  if (!HANGUL.test(word)) return word;
  const bare = word.replace(HADA, '$1').replace(PARTICLE, '$1');
  return bare === '' ? word : bare;
}

const HANGUL = /^\p{Script=Hangul}{3,}$/u;

/** Behind a noun of two syllables or more. */
const HADA =
  /^(.{2,}?)(?:해(?:요|줘요?|주세요|주실래요|주시겠어요|줄래요?|볼까요?|보고.*|야.*|서|도|라)?|했.+|하(?:고.*|려.*|는.*|기|면|자|세요|십시오|십니까|신가요|다|게)|할(?:게요?|래요?|까요?|수.*|려.*|거.*)?|합니다|한다|함)$/u;

const PARTICLE =
  /^(.{2,}?)(?:은|는|이|가|을|를|에|의|도|만|로|와|과|랑|이랑|으로|에서|에게|한테|부터|까지|보다|이나|요|이요|이에요|예요|입니다|인데요?|인가요)$/u;
