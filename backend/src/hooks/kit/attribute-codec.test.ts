import { utf8Length } from '@lex-chat/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readList, readMap, writeList, writeMap } from './attribute-codec.ts';

const anything = (item: unknown) => item ?? undefined;
const numbers = (item: unknown) => (typeof item === 'number' ? item : undefined);
const kept = fc.oneof(fc.string(), fc.integer(), fc.record({ a: fc.string(), b: fc.array(fc.integer()) }));

describe('lists', () => {
  it('come back as they went in', () => {
    fc.assert(
      fc.property(fc.array(kept), list => {
        expect(readList({ list: writeList(list) }, 'list', anything)).toEqual(list);
      }),
    );
  });

  it('keep as many items from the first on as fit', () => {
    fc.assert(
      fc.property(fc.array(kept), fc.integer({ min: 2, max: 200 }), (list, maxBytes) => {
        const json = writeList(list, maxBytes);
        const some = readList({ list: json }, 'list', anything);
        expect(utf8Length(json)).toBeLessThanOrEqual(maxBytes);
        expect(some).toEqual(list.slice(0, some.length));
        const more = writeList(list.slice(0, some.length + 1));
        expect(some.length === list.length || utf8Length(more) > maxBytes).toBe(true);
      }),
    );
  });

  it('are read without what is none of theirs', () => {
    expect(readList({ list: '[1,"two",null,4]' }, 'list', numbers)).toEqual([1, 4]);
  });
});

describe('maps', () => {
  it('come back as they went in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), kept, { noNullPrototype: true }), record => {
        const map = new Map(Object.entries(record));
        expect(readMap({ map: writeMap(map) }, 'map', anything)).toEqual(map);
      }),
    );
  });
});

it('reads nothing from what is broken, of another kind or missing', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      expect(Array.isArray(readList({ list: text }, 'list', numbers))).toBe(true);
      expect(readMap({ map: text }, 'map', numbers)).toBeInstanceOf(Map);
    }),
  );
  expect(readList({ list: '{"a":1}' }, 'list', numbers)).toEqual([]);
  expect(readMap({ map: '[1]' }, 'map', numbers)).toEqual(new Map());
  expect(readList(undefined, 'list', numbers)).toEqual([]);
  expect(readList({}, 'constructor', numbers)).toEqual([]);
});
