import { isCount, isRecord } from './json.ts';

/** Reads a value from outside; undefined when it is not what is looked for. Never throws, and passes on only what it knows. */
export type Read<T> = (value: unknown) => T | undefined;

type Fields = Readonly<Record<string, Read<unknown>>>;

type ReadBy<Reader> = Reader extends Read<infer T> ? T : never;

/** What an object holds: some of it always, some of it perhaps. */
export type Shape<Needed, Possible> = { readonly [Name in keyof Needed]: ReadBy<Needed[Name]> } & {
  readonly [Name in keyof Possible]?: ReadBy<Possible[Name]>;
};

/** An object with all that is `needed`. Of what is `possible`, it leaves out what it cannot read. */
export function shape<Needed extends Fields, Possible extends Fields>(
  needed: Needed,
  possible = {} as Possible,
): Read<Shape<Needed, Possible>> {
  const fields = Object.entries({ ...needed, ...possible });
  return value => {
    if (!isRecord(value)) return undefined;
    const known: Record<string, unknown> = {};
    for (const [name, read] of fields) {
      const field = read(value[name]);
      if (field !== undefined) known[name] = field;
      else if (name in needed) return undefined;
    }
    return known as Shape<Needed, Possible>;
  };
}

type Variant<Tag extends string, Variants> = {
  readonly [Name in keyof Variants]: { readonly [T in Tag]: Name } & ReadBy<Variants[Name]>;
}[keyof Variants];

/** One of several kinds of objects, which says under `tag` of which kind it is. */
export function variant<Tag extends string, Variants extends Fields>(
  tag: Tag,
  variants: Variants,
): Read<Variant<Tag, Variants>> {
  const kinds = new Map(Object.entries(variants));
  return value => {
    const kind = isRecord(value) && value[tag];
    const known = kinds.get(kind as string)?.(value);
    return known ? ({ [tag]: kind, ...known } as Variant<Tag, Variants>) : undefined;
  };
}

export function when<T>(is: (value: unknown) => value is T): Read<T> {
  return value => (is(value) ? value : undefined);
}

export function oneOf<const T>(values: readonly T[]): Read<T> {
  return value => values.find(known => known === value);
}

/** What `read` makes of it, or else `other`. */
export function orElse<T, const Other>(read: Read<T>, other: Other): (value: unknown) => T | Other {
  return value => read(value) ?? other;
}

/** A list of what `read` knows of it: what a newer service puts between, is left out. */
export function listOf<T>(read: Read<T>): Read<readonly T[]> {
  return value => (Array.isArray(value) ? value.map(read).filter(known => known !== undefined) : undefined);
}

export const text = when(value => typeof value === 'string');

export const count = when(isCount);

/** What is either true or left out. */
export const truth = oneOf([true]);

export const textOrNull: Read<string | null> = value => (value === null ? value : text(value));
