/** What a browser does in a text field, one event after the other; `isComposing` is false unless it is said. */
export type ImeStep =
  | { readonly keydown: string; readonly keyCode: number; readonly isComposing?: true; readonly shiftKey?: true }
  /** Not sent by a browser whose keydown was prevented. */
  | { readonly beforeinput: string; readonly isComposing?: true }
  | { readonly composition: 'start' | 'end' }
  /** What stands in the field from then on. */
  | { readonly input: string };

/** How an input method in a browser tells of what a person does. */
export interface ImeOrder {
  readonly browser: 'Chrome' | 'Safari' | 'Firefox' | 'Android' | 'iOS';
  readonly language: 'Korean' | 'Japanese' | 'Chinese';
  readonly does: string;
  readonly steps: readonly ImeStep[];
  /** What is sent by it: nothing, or one text. */
  readonly sends: readonly string[];
}

const composed = (text: string): readonly ImeStep[] => [
  { composition: 'start' },
  { keydown: 'Process', keyCode: 229, isComposing: true },
  { beforeinput: 'insertCompositionText', isComposing: true },
  { input: text },
];
const END: ImeStep = { composition: 'end' };
/** To the input method, which is still composing. */
const TAKEN: ImeStep = { keydown: 'Enter', keyCode: 229, isComposing: true };
/** After the composition has ended, and yet the method's. */
const SAFARIS: ImeStep = { keydown: 'Enter', keyCode: 229 };
const ENTER: readonly ImeStep[] = [{ keydown: 'Enter', keyCode: 13 }, { beforeinput: 'insertLineBreak' }];
const LINE: ImeStep = { beforeinput: 'insertLineBreak' };

const KO = '안녕하세요';
const JA = 'こんにちは';
const ZH = '你好';

/**
 * Event orders of input methods, as the browsers' trackers and documents have them: Chrome and Firefox keep `isComposing`
 * until the composition has ended; Safari ends it first (WebKit bug 165004); Korean methods let the Enter through that ends
 * a syllable, Japanese and Chinese ones swallow it; on-screen keyboards of Android name no key.
 */
export const IME_ORDERS: readonly ImeOrder[] = [
  // Korean: the Enter that ends the last syllable also sends.
  {
    browser: 'Chrome',
    language: 'Korean',
    does: 'ends a syllable by Enter',
    steps: [...composed(KO), TAKEN, END, ...ENTER],
    sends: [KO],
  },
  {
    browser: 'Safari',
    language: 'Korean',
    does: 'ends a syllable by Enter',
    steps: [...composed(KO), END, SAFARIS, LINE],
    sends: [KO],
  },
  {
    browser: 'Firefox',
    language: 'Korean',
    does: 'ends a syllable by Enter',
    steps: [...composed(KO), { keydown: 'Process', keyCode: 229, isComposing: true }, END, ...ENTER],
    sends: [KO],
  },
  {
    browser: 'Android',
    language: 'Korean',
    does: 'taps the key that sends',
    steps: [...composed(KO), END, ...ENTER],
    sends: [KO],
  },
  {
    browser: 'Android',
    language: 'Korean',
    does: 'taps a key that names itself only to the field',
    steps: [...composed(KO), { keydown: 'Unidentified', keyCode: 229 }, END, LINE],
    sends: [KO],
  },
  {
    browser: 'iOS',
    language: 'Korean',
    does: 'taps the key that sends',
    steps: [{ input: KO }, ...ENTER],
    sends: [KO],
  },
  {
    browser: 'Chrome',
    language: 'Korean',
    does: 'breaks the line by Shift+Enter',
    steps: [
      ...composed(KO),
      { ...TAKEN, shiftKey: true },
      END,
      { keydown: 'Enter', keyCode: 13, shiftKey: true },
      LINE,
    ],
    sends: [],
  },
  {
    browser: 'Safari',
    language: 'Korean',
    does: 'breaks the line by Shift+Enter',
    steps: [...composed(KO), END, { ...SAFARIS, shiftKey: true }, LINE],
    sends: [],
  },
  // Japanese: an Enter takes the conversion, another one sends.
  {
    browser: 'Chrome',
    language: 'Japanese',
    does: 'takes a conversion by Enter',
    steps: [...composed(JA), TAKEN, END],
    sends: [],
  },
  {
    browser: 'Chrome',
    language: 'Japanese',
    does: 'takes a conversion, and sends',
    steps: [...composed(JA), TAKEN, END, ...ENTER],
    sends: [JA],
  },
  {
    browser: 'Safari',
    language: 'Japanese',
    does: 'takes a conversion by Enter',
    steps: [...composed(JA), END, SAFARIS],
    sends: [],
  },
  {
    browser: 'Safari',
    language: 'Japanese',
    does: 'takes a conversion, and sends',
    steps: [...composed(JA), END, SAFARIS, ...ENTER],
    sends: [JA],
  },
  {
    browser: 'Firefox',
    language: 'Japanese',
    does: 'takes a conversion by Enter',
    steps: [...composed(JA), { keydown: 'Process', keyCode: 229, isComposing: true }, END],
    sends: [],
  },
  {
    browser: 'Firefox',
    language: 'Japanese',
    does: 'takes a conversion, and sends',
    steps: [...composed(JA), { keydown: 'Process', keyCode: 229, isComposing: true }, END, ...ENTER],
    sends: [JA],
  },
  {
    browser: 'Android',
    language: 'Japanese',
    does: 'takes a conversion by the Enter key',
    steps: [...composed(JA), { keydown: 'Unidentified', keyCode: 229, isComposing: true }, END],
    sends: [],
  },
  {
    browser: 'iOS',
    language: 'Japanese',
    does: 'takes a conversion by the Enter key',
    steps: [...composed(JA), END, SAFARIS],
    sends: [],
  },
  // Chinese: the space takes a candidate, Enter the letters as they are.
  {
    browser: 'Chrome',
    language: 'Chinese',
    does: 'takes a candidate by the space',
    steps: [...composed(ZH), { keydown: ' ', keyCode: 229, isComposing: true }, END],
    sends: [],
  },
  {
    browser: 'Chrome',
    language: 'Chinese',
    does: 'takes the letters by Enter',
    steps: [...composed('nihao'), TAKEN, END],
    sends: [],
  },
  {
    browser: 'Safari',
    language: 'Chinese',
    does: 'takes the letters by Enter',
    steps: [...composed('nihao'), END, SAFARIS],
    sends: [],
  },
  {
    browser: 'Safari',
    language: 'Chinese',
    does: 'takes a candidate, and sends',
    steps: [...composed(ZH), END, ...ENTER],
    sends: [ZH],
  },
  {
    browser: 'Firefox',
    language: 'Chinese',
    does: 'takes the letters by Enter',
    steps: [...composed('nihao'), { keydown: 'Process', keyCode: 229, isComposing: true }, END],
    sends: [],
  },
  {
    browser: 'Android',
    language: 'Chinese',
    does: 'takes a candidate, and sends',
    steps: [...composed(ZH), END, ...ENTER],
    sends: [ZH],
  },
];
