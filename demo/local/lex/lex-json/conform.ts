import { isRecord } from '@lex-chat/protocol';

/** What a value must be like. */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | { readonly oneOf: readonly string[] }
  | { readonly listOf: Shape }
  | { readonly fields: Fields };

/** Names ending in `?` may be left out. */
export type Fields = Readonly<Record<string, Shape>>;

/**
 * The value as its shape has it, rebuilt without anything besides. Throws an Error that names the place which is
 * otherwise.
 */
export function conform(value: unknown, shape: Shape, place = ''): unknown {
  if (typeof shape === 'string') {
    if (typeof value !== shape) throw new Error(`${place} is no ${shape}`);
    return value;
  }
  if ('oneOf' in shape) {
    if (typeof value !== 'string' || !shape.oneOf.includes(value)) {
      throw new Error(`${place} is none of ${shape.oneOf.join(', ')}`);
    }
    return value;
  }
  if ('listOf' in shape) {
    if (!Array.isArray(value)) throw new Error(`${place} is no list`);
    return value.map((item, i) => conform(item, shape.listOf, `${place}[${i}]`));
  }
  if (!isRecord(value)) throw new Error(`${place === '' ? 'the file' : place} holds no object`);
  return Object.fromEntries(
    Object.entries(shape.fields).flatMap(([field, inner]) => {
      const name = field.replace(/\?$/u, '');
      const here = place === '' ? name : `${place}.${name}`;
      if (Object.hasOwn(value, name)) return [[name, conform(value[name], inner, here)]];
      if (field === name) throw new Error(`${here} is missing`);
      return [];
    }),
  );
}
