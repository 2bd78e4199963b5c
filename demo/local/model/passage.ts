/** The languages the demo site is written in. */
export type Language = 'ko' | 'en';

/** Who has pages on the demo site: a shop and a bank. */
export type Site = 'shop' | 'bank';

/** What stands under one heading of one page. */
export interface Passage {
  /** Whose page it is on. */
  readonly site: Site;
  readonly language: Language;
  /** The title of its page, without the name of the shop. */
  readonly page: string;
  readonly heading: string;
  readonly lines: readonly Line[];
  /** Whether it says in short, as a home page or the lead of a page does, what another passage says in full, or what to say to the chat. */
  readonly summary: boolean;
}

/** A sentence of running text, or an item of a list or a row of a table. */
export interface Line {
  readonly kind: 'sentence' | 'item';
  readonly text: string;
}

/** Korean as soon as one Hangul letter is in it; everything else is answered in English. */
export function languageOf(text: string): Language {
  return /\p{Script=Hangul}/u.test(text) ? 'ko' : 'en';
}
