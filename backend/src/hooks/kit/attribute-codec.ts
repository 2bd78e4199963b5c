import { isRecord, readJson, utf8Length } from '@lex-chat/protocol';
import type { Attributes } from './hook.ts';

/** Reads one item of what was kept. Undefined drops it: attributes may come from an older version of a hook. */
export type ParseItem<T> = (item: unknown) => T | undefined;

/** A list kept in a session attribute; empty when there is none. Never throws. */
export function readList<T>(attributes: Attributes | undefined, name: string, parse: ParseItem<T>): readonly T[] {
  const list = read(attributes, name);
  return Array.isArray(list) ? list.map(parse).filter(item => item !== undefined) : [];
}

/** A map kept in a session attribute; empty when there is none. Never throws. */
export function readMap<T>(
  attributes: Attributes | undefined,
  name: string,
  parse: ParseItem<T>,
): ReadonlyMap<string, T> {
  const record = read(attributes, name);
  if (!isRecord(record)) return new Map();
  const entries = Object.entries(record).map(([key, item]) => [key, parse(item)] as const);
  return new Map(entries.filter((entry): entry is readonly [string, T & {}] => entry[1] !== undefined));
}

/** A list as an attribute. With `maxBytes`, only as many items as fit, from the first on. */
export function writeList(list: readonly unknown[], maxBytes = Infinity): string {
  let json = JSON.stringify(list);
  for (let length = list.length; utf8Length(json) > maxBytes && length > 0; length--) {
    json = JSON.stringify(list.slice(0, length - 1));
  }
  return json;
}

/** A map as an attribute. */
export function writeMap(map: ReadonlyMap<string, unknown>): string {
  return JSON.stringify(Object.fromEntries(map));
}

function read(attributes: Attributes = {}, name: string): unknown {
  const json = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return json === undefined ? undefined : readJson(json);
}
