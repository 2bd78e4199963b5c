import { isInitial, jamoOf } from './jamo.ts';

/**
 * Particles and endings that begin at a place in a word's jamo, as the places where they end. Behind another ending, a
 * final consonant needs a verb to stand in: 할 of 하, but not 설 of the particle 서.
 */
export function endingsAt(jamo: string, start: number, isFirst: boolean): readonly number[] {
  if (!isFirst && !isInitial(jamo[start]) && !TAKES_FINAL.has(jamo.slice(start - 2, start))) return [];
  const ends: number[] = [];
  for (let length = 1; length <= LENGTH_MAX && start + length <= jamo.length; length++) {
    if (ENDINGS.has(jamo.slice(start, start + length))) ends.push(start + length);
  }
  return ends;
}

/** Whether what stands behind a stem is particles and endings, however many. */
export function isEnding(jamo: string): boolean {
  const reached = new Set([0]);
  // A set hands out what is added while it is walked through: each place is looked at once, however many ways lead there.
  for (const at of reached) for (const end of endingsAt(jamo, at, at === 0)) reached.add(end);
  return reached.has(jamo.length);
}

/** Whether an ending says that something has been done: 보냈어, 이체한. */
export function isPast(ending: string): boolean {
  return PAST.test(ending);
}

const FINAL: Readonly<Record<string, string>> = {
  ㄴ: '\u11ab',
  ㄹ: '\u11af',
  ㅁ: '\u11b7',
  ㅂ: '\u11b8',
  ㅆ: '\u11bb',
  ㅇ: '\u11bc',
};

/** A bare letter stands for a final consonant: ㄹ게 of 보낼게. Chatty spellings (주세용, 해욤) are endings as well. */
const ENDINGS: ReadonlySet<string> = new Set(
  [
    // Behind nouns.
    '은 는 이 가 을 를 에 에서 에게 에다 에다가 한테 께 께서 로 으로 와 과 랑 이랑 도 만 의 부터 까지 보다 마다 처럼 이나 나 라도 이라도 뿐 대로 들 님 씨 꺼 서 밖에 쪽 쯤 정도 이란 란',
    // To be.
    '요 이요 이에요 예요 에요 이예요 입니다 인가요 인가 인지 이야 야 이지 이죠 이네 네 인데 인데요 이고 고 였 이었 냐 이냐 임 일까 일까요 이니 니 여 이여 여요 이라 이라고 라고 래요',
    // To do.
    '하 해 했 하여 시키 되 돼 됐',
    // Behind verbs.
    '아 어 여 ㅆ 았 었 겠 시 셔 세 ㄴ ㄹ ㅂ니다 습니다 ㅂ니까 습니까 ㅂ시다 ㄴ다 는다 다 고요 지 죠 지요 자 면 으면 려 려고 으려 으려고 려구 던 기 게 니까 으니 나요 네요 ㄴ가 ㄴ가요 ㄴ지 는지 을지 ㄹ지 ㄹ까 을까 ㄹ게 을게 ㄹ께 ㄹ래 을래 ㄹ려 라 라구 구 구요 군 군요 도록 든 든지 며 면서 음 ㅁ ㄴ데 는데 ㄴ대 데 데요 쥬 쥐 쇼 오 소 당 용 욤 욥 염 ㅇ 셈 삼 슴다 ㅂ니당 습니당 어용 구여 더 거든 거든요 잖아',
    // Verbs that ask or wish, written together with the one before.
    '줘 주 줄 주세요 주라 드려 드리 달라 봐 보 봤 보여 싶 싶어 싶은 수 있 없 거 것 건 걸 게 려는데 바람 바래 바라 부탁 좀 쫌 주떼여 줭',
  ].flatMap(line => line.split(' ').map(endingJamo)),
);

const LENGTH_MAX = 12;

const TAKES_FINAL: ReadonlySet<string> = new Set(Array.from('하해되돼시주줘보봐리려이여가', jamoOf));

function endingJamo(ending: string): string {
  return jamoOf(ending.replace(/^[ㄴㄹㅁㅂㅆㅇ]/u, letter => FINAL[letter]!));
}

/** The sign of the past, or 한 and 낸 before a noun. */
const PAST = /\u11bb|^(?:\u1112\u1161)?\u11ab/u;
