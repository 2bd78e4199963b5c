/** The name in an English answer: the first of several, as Lex gives it; undefined when it is a sentence about something else. */
export function hearEnglishName(said: string): string | undefined {
  const opened = said.replace(GREETING, '');
  const name = opened.replace(SUBJECT, '').replace(ENDING, '').replace(QUOTES, '').trim();
  const words = name.split(/\s+/u);
  if (words.length > (isEachCapitalised(words) ? NAMES_MAX : BARE_MAX)) return undefined;
  if (!words.every(word => LATIN.test(word))) return undefined;
  return capitalise(words[0]!);
}

const GREETING =
  /^(?:(?:hello|hi|hey|hiya|well|um+|uh+|oh|so|sure|ok(?:ay)?|yes|yeah|there|good (?:morning|afternoon|evening))(?:[\s,.!…-]+|$))+/iu;

const SUBJECT =
  /^(?:please\s+)?(?:my\s+(?:first\s+|full\s+)?name(?:['’]s|\s+is)|(?:the\s+)?name(?:['’]s|\s+is)|i['’]?m(?:\s+called)?|i\s+am(?:\s+called)?|it['’]?s|it\s+is|this\s+is|(?:you\s+(?:can|may)\s+)?call\s+me|(?:they|people|everyone|friends)\s+calls?\s+me|i\s+go\s+by|just)\s+(?:just\s+)?/iu;

const ENDING = /[\s,]+(?:here|speaking|please|thanks|thank you|is my name|by the way)$/iu;

const QUOTES = /^["'“‘]+|["'”’]+$/gu;

const LATIN = /^\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*\.?$/u;

/** `anna smith`, but `Maria del Carmen Soto`. */
const BARE_MAX = 2;
const NAMES_MAX = 4;

function isEachCapitalised(words: readonly string[]): boolean {
  return words.every(word => /^\p{Lu}/u.test(word) || /^(?:de|del|der|di|la|van|von)$/u.test(word));
}

/** Only what was typed in small letters throughout: `McKay` and `AJ` know better. */
function capitalise(name: string): string {
  const plain = name.replace(/[.]$/u, '');
  return plain === plain.toLowerCase() ? plain.charAt(0).toUpperCase() + plain.slice(1) : plain;
}
