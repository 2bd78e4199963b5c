import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isWebAddress, paragraphs } from './text.ts';

/** Any UTF-16 code unit, half of them ASCII. fast-check's own `binary` takes a second to make. */
const anything = fc.oneof(fc.nat(0x7f), fc.nat(0xffff)).map(unit => String.fromCharCode(unit));

it('parts paragraphs by blank lines', () => {
  expect(paragraphs('하나\n둘\n\n셋')).toHaveLength(2);
});

it('takes no address for a web address but http and https', () => {
  expect(isWebAddress('https://example.com/?q=차')).toBe(true);
  for (const address of ['javascript:alert(1)', 'data:text/html,x', 'JAVASCRIPT://a', '//example.com', '/path', ''])
    expect(isWebAddress(address)).toBe(false);
});

it('never throws, whatever a bot says', () => {
  const text = fc.string({ unit: anything });
  fc.assert(fc.property(text, said => void paragraphs(said)));
  fc.assert(fc.property(text, text, (before, rest) => void paragraphs(`${before}https://${rest}`)));
});
