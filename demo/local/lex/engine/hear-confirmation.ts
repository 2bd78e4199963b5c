import { normalise } from './normalise.ts';

/**
 * Hears yes or no, in Korean or English whatever the locale: visitors mix them. Undefined when it is neither, such as a
 * question that merely begins like a yes.
 */
export function hearConfirmation(text: string): 'yes' | 'no' | undefined {
  const words = normalise(text).split(' ');
  const [first = ''] = words;
  const whole = words.join('');
  if (NO.has(first) || NO_PHRASES.some(phrase => phrase.test(whole))) return 'no';
  if (words.length <= MOST_WORDS && words.some(word => NO_WORDS.has(word))) return 'no';
  if (YES_ALONE.has(whole) || (YES.has(first) && words.length <= MOST_WORDS)) return 'yes';
  return undefined;
}

/** Longer than that, it is a sentence about something else. */
const MOST_WORDS = 5;

/** Said first, they decide, whatever follows: 아니요 민수예요. */
const NO = set(
  '아니 아니요 아니오 아뇨 아닙니다 아니에요 아니예요 아닌데 아닌데요 아니야 아니라고 노 노노 놉 ㄴㄴ ㄴ 싫어 싫어요 틀려 틀려요 틀렸어 틀렸어요',
  '틀렸습니다 다시 다시요 잘못 잘못됐어요 no n nope nah never negative wrong incorrect',
);
const NO_PHRASES = [/^안맞/u, /^맞지않/u, /^그(?:게|거|건)?아니/u];
const NO_WORDS = set('not isnt wrong incorrect 아니에요 아닙니다 아니야 아니요 틀렸어요 틀려요');

const YES = set(
  '네 넵 넹 넴 네네 예 예예 응 응응 웅 엉 어 그래 그래요 그럼 그럼요 맞아 맞아요 맞습니다 맞네 맞네요 맞음 맞어 맞어요 좋아 좋아요 좋습니다 당연 당연하지 당연하죠',
  '물론 물론이죠 물론이지 확인 확인했어요 확인했습니다 오케이 오키 ㅇㅇ ㅇㅋ ㅇ ㅔ 그렇습니다 그렇죠 그렇지 정확해요 정확합니다 옳아요 yes y yep yeah yup yess ya ok okay sure correct',
  'right exactly indeed absolutely definitely affirmative true',
);
const YES_ALONE = set(
  '내맞아요 넵맞아요 제대로됐어요 잘들었어요 thatsright thatscorrect thatisright thatiscorrect itis itsright itscorrect ofcourse',
  'soundsgood youreright youareright yousaidit thatsme thatismyname thatsmyname allright perfect',
);

function set(...lines: readonly string[]): ReadonlySet<string> {
  // Normalised as well: single jamo such as ㅇㅇ change their form.
  return new Set(lines.flatMap(line => line.split(' ')).map(normalise));
}
