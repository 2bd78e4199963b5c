/**
 * The name in a Korean answer; undefined when what is left beside 저는 …예요 is no single name. A family name stays:
 * who writes 김민수 is called so.
 */
export function hearKoreanName(said: string): string | undefined {
  const opened = said.replace(GREETING, '');
  const framed = opened.replace(SUBJECT, '');
  const { name, closed } = withoutEnding(framed);
  const bare = name.replace(HONORIFIC, '').replace(QUOTES, '').replace(FAMILY_APART, '$1$2').trim();
  if (!ONE_NAME.test(bare)) return undefined;
  // Without 이름은 … or … 라고 해요 around it, a long word is a sentence without blanks.
  const isFramed = framed !== opened || closed;
  return bare.length <= (isFramed ? FRAMED_MAX : BARE_MAX) ? bare : undefined;
}

const GREETING =
  /^(?:(?:안녕하세요|안녕하십니까|안녕|반가워요?|반갑습니다|하이|네|넵|예|응|음+|아+|어+|저기요?|그럼)(?:[\s,.!~…]+|$))+/u;

const SUBJECT =
  /^(?:(?:저의|나의|제|내)?\s*(?:이름|성함|별명|닉네임)(?:은|이|는)?|저는|저를|전|저|나는|나를|날|난|나|제가|내가|그냥)\s+/u;

/** 민수라고 불러 주세요; behind a last consonant an 이 comes between. */
const CALLED =
  /(이?)라고\s*(?:해요|해|합니다|하는데요?|하면\s*돼요|해\s*주세요|불러\s*주세요|불러\s*줘요?|불러요?|부르세요|부르면\s*돼요|불러\s*주시면\s*돼요|적어\s*주세요)?$/u;

/** 민수예요, 지은이에요, 민수입니다. */
const IS = /(?:(이?)(?:예요|에요|여요|랍니다|래요|야|요)|(?:입니다|입니당|임다|인데요|인데))$/u;

/** 민수로 불러 주세요. */
const AS = /(?:으)?로\s*(?:불러\s*주세요|불러\s*줘요?|불러\s*주시면\s*돼요|해\s*주세요|부탁해요|부탁드려요|할게요)$/u;

const ASKED = /\s*(?:이?라고\s*)?불러\s*(?:주세요|줘요?|주시면\s*돼요)$/u;

const HONORIFIC = /\s*(?:님|씨)$/u;
const QUOTES = /^["'“‘「]+|["'”’」]+$/gu;

/** A family name written apart: 김 민수. */
const FAMILY_APART = /^([가-힣]) ([가-힣]{1,3})$/u;

/** Hangul, or the Latin name of somebody who writes Korean around it. */
const ONE_NAME = /^(?:[가-힣]+|\p{Script=Latin}[\p{Script=Latin}'’-]*)$/u;
const FRAMED_MAX = 20;
const BARE_MAX = 12;

function withoutEnding(text: string): { readonly name: string; readonly closed: boolean } {
  for (const ending of [CALLED, AS, IS, ASKED]) {
    const match = ending.exec(text);
    if (!match || match.index === 0) continue;
    const name = text.slice(0, match.index);
    const between = match[1] ?? '';
    // 이 is the copula's behind a last consonant (지은이에요), else the name's own (하이예요).
    if (between !== '' && !endsInConsonant(name)) return { name: name + between, closed: true };
    // 미야 and 서요 are names; one syllable before a short ending is none.
    if (SHORT.test(match[0]) && name.length < 2) continue;
    return { name, closed: true };
  }
  return { name: text, closed: false };
}

const SHORT = /^[야요]$/u;

function endsInConsonant(text: string): boolean {
  const last = text.at(-1)?.normalize('NFD') ?? '';
  return last.length === 3;
}
