import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAmount } from './read-amount.ts';

const said = (originalValue: string, interpretedValue?: string) =>
  readAmount({ originalValue, resolvedValues: [], ...(interpretedValue !== undefined && { interpretedValue }) });

it.each([
  ['5만원', 50_000],
  ['5만', 50_000],
  ['만원', 10_000],
  ['3만 5천원', 35_000],
  ['3만5000원', 35_000],
  ['12만 3,400원', 123_400],
  ['3천5백만', 35_000_000],
  ['1억 2,000만원', 120_000_000],
  ['1.5만', 15_000],
  ['오만원', 50_000],
  ['이십삼만 원', 230_000],
  ['천원', 1_000],
])('hears %s', (text, amount) => {
  expect(said(text, '5')).toBe(amount);
});

it('leaves plain numbers to Lex', () => {
  fc.assert(fc.property(fc.nat(), amount => said(amount.toLocaleString('en-US'), String(amount)) === amount));
  expect(said('fifty thousand', '50000')).toBe(50_000);
});

it('hears no sum where there is none', () => {
  expect(said('글쎄요')).toBeNaN();
  expect(said('', '')).toBeNaN();
});

it('gives a number, whatever is said', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string(), (a, b) => typeof said(a, b) === 'number'));
});
