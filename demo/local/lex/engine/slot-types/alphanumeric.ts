import { value, type SlotType } from './slot-type.ts';

/**
 * `AMAZON.AlphaNumeric`: a code of letters and digits, such as an order number. With a pattern, only what matches it as a
 * whole. Throws when the pattern is no regular expression.
 */
export function createAlphanumeric(pattern?: string): SlotType {
  const expression = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, 'u');
  return text => {
    const words = text.normalize('NFKC').match(CODE) ?? [];
    if (expression) {
      const whole = text.normalize('NFKC').trim();
      const found = [whole, ...words].find(word => word.length <= PATTERN_TEXT_MAX && expression.test(word));
      return found === undefined ? undefined : value(found);
    }
    const codes = words.length === 1 ? words : words.filter(word => /\d/u.test(word));
    return codes.length === 1 ? value(codes[0]!) : undefined;
  };
}

const CODE = /(?<![\p{L}\p{N}])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?![A-Za-z0-9])/gu;

/** A pattern is its author's; a long text must not make it run for ever. */
const PATTERN_TEXT_MAX = 100;
