import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isWebAddress, paragraphs } from './text.ts';

it('parts paragraphs by blank lines', () => {
  expect(paragraphs('하나\n둘\n\n셋')).toHaveLength(2);
});

it('takes no address for a web address but http and https', () => {
  expect(isWebAddress('https://example.com/?q=차')).toBe(true);
  for (const address of ['javascript:alert(1)', 'data:text/html,x', 'JAVASCRIPT://a', '//example.com', '/path', ''])
    expect(isWebAddress(address)).toBe(false);
});

it('never throws, whatever a bot says', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void paragraphs(text)));
  fc.assert(fc.property(fc.webUrl(), fc.string(), (url, rest) => void paragraphs(`${rest}${url}${rest}`)));
});
