import { normalise } from './normalise.ts';

/**
 * Hears yes or no, in Korean or English whatever the locale: visitors mix them. A yes is one only if nothing in it speaks
 * against it: what is confirmed may be a transfer of money. Undefined when it is neither, such as a question, a yes with a
 * condition, or one that is about something else.
 */
export function hearConfirmation(text: string): 'yes' | 'no' | undefined {
  const words = normalise(text).split(' ');
  const [first = '', ...others] = words;
  const whole = words.join('');
  if (NO.has(first) || NO_PHRASES.some(phrase => phrase.test(whole))) return 'no';
  if (words.length > MOST_WORDS) return undefined;
  if (words.some(word => NO_WORDS.has(word) || NO_STEMS.test(word))) return 'no';
  if (QUESTION.test(text)) return undefined;
  const isYes = YES_ALONE.has(whole) || (YES.has(first) && others.every(word => YES.has(word) || WITH_YES.has(word)));
  return isYes ? 'yes' : undefined;
}

/** Longer than that, it is a sentence about something else. */
const MOST_WORDS = 5;

const QUESTION = /[?？]\s*$/u;

/** Said first, they decide, whatever follows: 아니요 민수예요. */
const NO = set(
  '아니 아니요 아니오 아뇨 아닙니다 아니에요 아니예요 아닌데 아닌데요 아니야 아니라고 노 노노 놉 ㄴㄴ ㄴ 싫어 싫어요 틀려 틀려요 틀렸어 틀렸어요',
  '틀렸습니다 다시 다시요 잘못 잘못됐어요 no n nope nah never negative wrong incorrect',
);
const NO_PHRASES = [/^안맞/u, /^맞지않/u, /^그(?:게|거|건)?아니/u];
/** Wherever they stand: 네 보내지 마세요, yes cancel it. */
const NO_WORDS = set(
  'no not isnt dont doesnt cant wont nope never cancel stop wait abort wrong incorrect 안 못 마 마요 말 말고 말아 말아요 말아줘 그만 잠깐 잠깐만 잠시만 멈춰',
);
const NO_STEMS = /^(?:아니|아닙|아냐|틀[렸려린]|취소|마[세십시]|말아|말[지고]|잘못|않)|(?:지마|지말|하지마요?)/u;

const YES = set(
  '네 넵 넹 넴 네네 예 예예 응 응응 웅 엉 어 그래 그래요 그럼 그럼요 맞아 맞아요 맞습니다 맞네 맞네요 맞음 맞어 맞어요 좋아 좋아요 좋습니다 당연 당연하지 당연하죠',
  '물론 물론이죠 물론이지 확인 확인했어요 확인했습니다 오케이 오키 ㅇㅇ ㅇㅋ ㅇ ㅔ 그렇습니다 그렇죠 그렇지 정확해요 정확합니다 옳아요 yes y yep yeah yup yess ya ok okay sure correct',
  'right exactly indeed absolutely definitely affirmative true',
);
const YES_ALONE = set(
  '내맞아요 넵맞아요 제대로됐어요 잘들었어요 thatsright thatscorrect thatisright thatiscorrect itis itsright itscorrect ofcourse',
  'soundsgood youreright youareright yousaidit thatsme thatismyname thatsmyname allright perfect',
);

/** What may follow a yes without changing it. */
const WITH_YES = set(
  '요 이에요 그거 그걸로 그대로 그렇게 이대로 지금 바로 어서 해 해줘 해줘요 해주세요 하세요 할게요 보내 보내줘 보내줘요 보내주세요 이체해줘 이체해주세요 진행해 진행해줘 진행해주세요',
  '주세요 줘 줘요 부탁해 부탁해요 부탁드려요 부탁드립니다 감사해요 감사합니다 고마워 고마워요 잘 들었어요 다 전부',
  'please thanks thank you it is that thats go ahead do send transfer so of course all good this the money',
);

function set(...lines: readonly string[]): ReadonlySet<string> {
  // Normalised as well: single jamo such as ㅇㅇ change their form.
  return new Set(lines.flatMap(line => line.split(' ')).map(normalise));
}
