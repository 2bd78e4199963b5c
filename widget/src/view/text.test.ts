import fc from 'fast-check';
import { expect, it } from 'vitest';
import { paragraphs } from './text.ts';

/** Any UTF-16 code unit, half of them ASCII. fast-check's own `binary` takes a second to make. */
const anything = fc.oneof(fc.nat(0x7f), fc.nat(0xffff)).map(unit => String.fromCharCode(unit));

it('parts paragraphs by blank lines', () => {
  expect(paragraphs('하나\n둘\n\n셋')).toHaveLength(2);
});

it('never throws, whatever somebody says', () => {
  fc.assert(fc.property(fc.string({ unit: anything }), said => void paragraphs(said)));
});
