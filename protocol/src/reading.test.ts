import { expect, it } from 'vitest';
import { count, listOf, oneOf, orElse, shape, text, textOrNull, truth, variant } from './reading.ts';

it('passes on what it knows of an object, and nothing of what lacks something needed [P1.5]', () => {
  const read = shape({ name: text }, { size: count });
  expect(read({ name: 'a', size: 1, other: true })).toEqual({ name: 'a', size: 1 });
  expect(read({ name: 'a', size: -1 })).toEqual({ name: 'a' });
  expect(read({ size: 1 })).toBeUndefined();
  for (const value of [undefined, null, 'a', 1, ['a']]) expect(read(value)).toBeUndefined();
});

it('tells kinds apart by their own names alone [P1.5]', () => {
  const read = variant('kind', { dot: shape({}), line: shape({ length: count }) });
  expect(read({ kind: 'line', length: 2 })).toEqual({ kind: 'line', length: 2 });
  expect(read({ kind: 'dot', length: 2 })).toEqual({ kind: 'dot' });
  for (const kind of ['circle', 'constructor', '__proto__', null, undefined]) expect(read({ kind })).toBeUndefined();
  expect(read('dot')).toBeUndefined();
});

it('leaves out of a list what it does not know [P1.5]', () => {
  expect(listOf(text)(['a', 1, 'b', null])).toEqual(['a', 'b']);
  expect(listOf(text)('ab')).toBeUndefined();
});

it('knows nothing from something that is false, empty or null', () => {
  expect([text(''), count(0), textOrNull(null)]).toEqual(['', 0, null]);
  expect(orElse(textOrNull, 'none')(1)).toBe('none');
  expect([truth(true), truth(false), oneOf(['up', 'down'])('up'), oneOf(['up'])('down')]).toEqual([
    true,
    undefined,
    'up',
    undefined,
  ]);
});
