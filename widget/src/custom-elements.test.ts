import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import type { CustomElement, Package } from 'custom-elements-manifest/schema.d.ts';
import { describeElement } from '../pack.js';
import * as door from './element.ts';

let described: Package;
let chat: CustomElement;
beforeAll(async () => {
  described = await describeElement();
  chat = described.modules[0]!.declarations!.find(({ name }) => name === 'LexChat') as CustomElement;
});

const names = (list: readonly { readonly name: string }[] | undefined) => list!.map(({ name }) => name).toSorted();

/** What the sources of all that the element shows hold of `pattern`, each once. */
function shown(pattern: RegExp): readonly string[] {
  const folder = new URL('view/', import.meta.url);
  const sources = readdirSync(folder).filter(file => !file.includes('.test.'));
  const found = sources.flatMap(file => [...readFileSync(new URL(file, folder), 'utf8').matchAll(pattern)]);
  return [...new Set(found.map(([, name]) => name!))].toSorted();
}

it('tells catalogues the attributes of the element, and that one which the script tag reads', () => {
  const observed = door.LexChat.observedAttributes;
  expect(names(chat.attributes)).toEqual([...observed, 'fallback-href'].toSorted());
});

it('tells them its properties and methods, and nothing that is its own affair', () => {
  const members = chat.members!.filter(member => !('static' in member && member.static));
  const fields = members.filter(({ kind }) => kind === 'field');
  // Read when something is said, and not rendered: Lit knows nothing of it.
  expect(names(fields)).toEqual([...Object.keys(door.LexChat.properties), 'sessionAttributes'].toSorted());
  const methods = names(members.filter(({ kind }) => kind === 'method'));
  expect(methods).toEqual(['hide', 'newConversation', 'send', 'show', 'toggle']);
  for (const method of methods) expect(door.LexChat.prototype).toHaveProperty(method);
});

it('tells them what each property is until it is set, and what its attribute stands for until it is there', () => {
  const firsts = Object.entries(door.LexChat.properties).flatMap(([name, { first }]) =>
    first === undefined ? [] : [[name, first]],
  );
  expect(firsts.length).toBeGreaterThan(7);
  // As code, which is what a manifest has.
  const told = (name: string | undefined, text: string | undefined) =>
    text === undefined ? [] : [[name, text.startsWith("'") ? text.slice(1, -1) : (JSON.parse(text) as unknown)]];
  const fields = chat.members!.flatMap(member =>
    member.kind === 'field' && !member.static ? told(member.name, member.default) : [],
  );
  const attributes = chat.attributes!.flatMap(attribute => told(attribute.fieldName, attribute.default));
  expect(fields.toSorted()).toEqual(firsts.toSorted());
  expect(attributes.toSorted()).toEqual(firsts.toSorted());
});

it('tells them each event that the element can fire, with its class', () => {
  const events = Object.entries(door).flatMap(([name, exported]) =>
    'type' in exported ? [[exported.type, name]] : [],
  );
  expect(events.length).toBeGreaterThan(9);
  expect(chat.events!.map(({ name, type }) => [name, type.text]).toSorted()).toEqual(events.toSorted());
});

it('tells them the slots, the parts and the custom properties that there are', () => {
  expect(names(chat.slots)).toEqual(shown(/<slot name="([\w-]+)"/g));
  expect(names(chat.cssParts)).toEqual(shown(/\bpart="([\w-]+)"/g));
  expect(names(chat.cssProperties)).toEqual(shown(/var\((--lex-chat-[\w-]+)/g));
});

it('tells them which door defines the tag', () => {
  expect(chat).toMatchObject({ tagName: 'lex-chat', customElement: true });
  const definitions = described.modules.flatMap(({ path, exports }) =>
    exports!.flatMap(each => (each.kind === 'custom-element-definition' ? { path, ...each } : [])),
  );
  expect(definitions).toMatchObject([{ path: 'index.js', name: 'lex-chat', declaration: { name: 'LexChat' } }]);
});
