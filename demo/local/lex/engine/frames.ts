import type { Intent } from '@lex-chat/backend/bots/bot';
import { normalise } from './normalise.ts';
import type { Hearing } from './slot-types/slot-type.ts';
import type { SlotTexts } from './template.ts';

/** A text that ends with the value of a slot, after words that announce it. */
export interface Framed {
  readonly intent: Intent;
  readonly slotTexts: SlotTexts;
  /** What stands before the value. */
  readonly left: string;
}

/**
 * Hears values that are not known by themselves, such as names, by what announces them in the samples: 저는 {Name}, `I am
 * {Name}`, wherever such a sample begins. One Korean word or two English ones announce; what follows must be all value.
 */
export function createFrames(
  intents: readonly Intent[],
  coverage: (intent: Intent, slot: string, text: string, hearing: Hearing) => number,
): (text: string, hearing: Hearing) => Framed | undefined {
  const frames = intents.flatMap(intent =>
    (intent.SampleUtterances ?? []).flatMap(({ Utterance }) => {
      const [, before = '', slot] = LAST_SLOT.exec(Utterance) ?? [];
      const words = spelledOut(before);
      const announcement = words.slice(HANGUL.test(words.at(-1) ?? '') ? -1 : -2).join(' ');
      return slot === undefined || announcement === '' ? [] : [{ intent, slot, announcement }];
    }),
  );

  return (text, hearing) => {
    const words = text.normalize('NFKC').trim().split(/\s+/u);
    for (let cut = Math.max(1, words.length - VALUE_WORDS_MAX); cut < words.length; cut++) {
      const left = words.slice(0, cut).join(' ');
      const said = ` ${spelledOut(left).join(' ')}`;
      const value = words.slice(cut).join(' ');
      const frame = frames.find(
        ({ intent, slot, announcement }) =>
          said.endsWith(` ${announcement}`) && coverage(intent, slot, value, hearing) === 1,
      );
      if (frame) return { intent: frame.intent, slotTexts: { [frame.slot]: value }, left };
    }
    return undefined;
  };
}

/** A sample that ends with a slot, and has words before it. */
const LAST_SLOT = /^([^{]+)\{([\w-]+)\}$/u;

const HANGUL = /\p{Script=Hangul}/u;
const VALUE_WORDS_MAX = 3;

function spelledOut(text: string): readonly string[] {
  return normalise(
    text
      .replace(/\b(I)[’']?m\b/giu, '$1 am')
      .replace(/\b(name)[’']?s\b/giu, '$1 is')
      .replace(/\b(this|it)[’']s\b/giu, '$1 is'),
  )
    .split(' ')
    .filter(word => word !== '');
}
