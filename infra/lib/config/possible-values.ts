/** What a value may be, whether it is a setting or a prop of a construct. */
export interface Rule<Value> {
  readonly isGood: (value: Value) => boolean;
  /** Goes on after `it should be`. */
  readonly cure: string;
}

export const ORIGIN: Rule<string> = {
  isGood: isOrigin,
  cure: 'exact origins such as https://www.example.com, without a path or a slash at the end',
};

export const CONFIDENCE: Rule<number> = { isGood: value => value >= 0 && value <= 1, cure: 'from 0 to 1' };

/** The id of an alias of a Lex bot. */
export const ALIAS: Rule<string> = {
  isGood: value => /^(?!TSTALIASID$)[0-9A-Z]{10}$/.test(value),
  cure: 'an alias of your own: the test alias TSTALIASID answers two conversations at once',
};

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return /^https?:$/.test(url.protocol) && url.origin === value;
}
