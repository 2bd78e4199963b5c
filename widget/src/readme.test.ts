import { readFileSync } from 'node:fs';
import type { Part } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { LexChat } from './lex-chat.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const readme = read('../README.md');
const source = read('lex-chat.ts');

/** The names in the first cells of the table whose heading begins so, as they stand. */
function rowsOf(heading: string): readonly string[] {
  const [table] = readme.split(`\n| ${heading} |`)[1]!.split('\n\n');
  return table!.split('\n').flatMap(row => [...row.split(' | ')[0]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
}

const named = (tag: RegExp) => [...source.matchAll(tag)].map(([, name]) => name!);

const attributes = LexChat.observedAttributes;

it.each([
  ['event', named(/@fires \{\w+\} ([\w-]+)/g)],
  ['slot', named(/@slot ([\w-]+)/g)],
  ['`::part()`', named(/@csspart ([\w-]+)/g)],
  ['custom property', named(/@cssprop \[([\w-]+)/g)],
  ['attribute', [...attributes, ...named(/@attr ([\w-]+)/g)]],
])('has a row for each %s of the element, and for no other', (heading, names) => {
  expect(names.length).toBeGreaterThan(2);
  expect(rowsOf(heading).toSorted()).toEqual(names.toSorted());
});

it('speaks of each property that is no attribute', () => {
  const properties = Object.entries(LexChat.properties).flatMap(([name, { attribute }]) =>
    attribute === false ? name : [],
  );
  expect(properties).not.toEqual([]);
  expect(properties.filter(name => !readme.includes(`\`${name}\``))).toEqual([]);
});

it('names each kind of part that a page is told of', () => {
  const kinds: Record<Part['kind'], true> = { break: true, card: true, citation: true, elicit: true, payload: true };
  const [, row = ''] = /^\| `lex-chat-part` \|(.*)$/m.exec(readme) ?? [];
  expect(Object.keys(kinds).filter(kind => !row.includes(`\`${kind}\``))).toEqual([]);
});
