import { normalise } from './normalise.ts';

/**
 * Words that say nothing about what a visitor wants, normalised: 알려 줘 or `please` fits every request, so nothing
 * follows from them, whether the bot's samples use them or not. Korean ones are stems, which endings may follow.
 */
export const GENERIC_WORDS: ReadonlySet<string> = new Set(
  [
    // Asking for something.
    '알려 알리 알 가르쳐 가르치 말해 말하 말씀 보여 보이 봐 보 볼 봤 해 하 했 할 한 합 줘 주 줄 줍 주세요 부탁 플리즈 싶 되 돼 될 된 수 있 없 가능 궁금 원하 필요 도와 달라 드려 드리',
    // Small words around it.
    '좀 쫌 혹시 그냥 지금 현재 당장 바로 빨리 얼른 다시 한번 한번만 제발 이제 일단 먼저 저기 저기요 여기 거기 이 그 저 것 거 게 걸 건 이거 그거 저거 나 내 제 저희 우리 본인 오늘 이번 이번주 이번달 매번 좋겠 바로바로 급하 잠깐 잠시 전부 전체 모두 총 정도 뭐 뭐야 뭔 무슨 어떤 어느 어디 몇 언제 그리고 그럼 근데 그런데 음 네 넵 응 죄송 고마 감사 또 더 꼭',
    'ㄱㄱ ㅋ ㅋㅋ ㅎ ㅎㅎ ㅠ ㅠㅠ ㅜ ㅜㅜ ㅇㅇ ㄱ 고고',
    'please pls plz tell show give let lets us want wanna to would like id ill i im ive am my me mine can could you u ur your yours we our do does a an the is isnt are be been of for so ok okay',
    'need help just get got gimme some it its this that these those what whats s when where which who will may might in on at there here any now right currently today really quickly quick have has had having im was were and then from into with by about out up please thanks thank gonna gotta lemme again also too see well hmm um uh he she him his her they them their week month year today tonight so far going doing things too ya yall around oh ah thx if go',
  ]
    .map(normalise)
    .flatMap(line => line.split(' ')),
);

/** Generic as well, but only alone: as the beginning of a word they are part of it. */
export const INTERJECTIONS: ReadonlySet<string> = new Set('야 자 음 아 어 오 와 앗 예 다 요 님 달 주'.split(' '));
