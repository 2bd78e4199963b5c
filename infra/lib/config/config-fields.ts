/** Reads one value, from the file or from the environment. Undefined when it makes no sense. */
export interface Field {
  readonly read: (given: unknown) => unknown;
  /** How it should be, to go on after `it should be`. */
  readonly cure: string;
  /** What is wrong within a value that `read` refused and that holds several, under `name`. @default - it is wrong as a whole */
  readonly faults?: (name: string, given: unknown) => readonly string[];
}

export const field = (cure: string, read: Field['read']): Field => ({ cure, read });

export const text = (pattern: RegExp, cure: string): Field =>
  field(cure, given => (typeof given === 'string' && pattern.test(given) ? given : undefined));

export const list = (isGood: (value: string) => boolean, cure: string, least = 0): Field =>
  field(cure, given => {
    const values: readonly unknown[] =
      typeof given === 'string' ? given.split(',').map(value => value.trim()) : Array.isArray(given) ? given : [null];
    const areGood = values.every(value => typeof value === 'string' && isGood(value));
    return areGood && values.length >= least ? values : undefined;
  });

export const number = (isGood: (value: number) => boolean, cure: string): Field =>
  field(cure, given => {
    const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
    return typeof value === 'number' && isGood(value) ? value : undefined;
  });

export const yesOrNo = field('true or false', given => {
  if (typeof given === 'boolean') return given;
  return given === 'true' ? true : given === 'false' ? false : undefined;
});

export const secretArn = text(
  /^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:.+-[A-Za-z0-9]{6}$/,
  'the whole ARN of a secret, with the six letters at its end: aws secretsmanager list-secrets tells it',
);

/** What is wrong with a value that the field refused. */
export function faultsOf({ cure, faults }: Field, name: string, given: unknown): readonly string[] {
  const within = faults?.(name, given) ?? [];
  return within.length > 0 ? within : [`${name} is ${shown(name, given)}: it should be ${cure}`];
}

/** Of the names that were given, those that nobody knows. */
export function strangeNames(given: readonly string[], known: readonly string[], within = ''): readonly string[] {
  const strange = given.filter(name => !known.includes(name));
  return strange.map(name => `${within}${name} is not known: the names are ${known.join(', ')}`);
}

function shown(name: string, value: unknown): string {
  // Whoever takes the one for the other has put the key or the token itself there, also somewhere among the models.
  if (/secret_?arn$|models$/i.test(name)) return '<not repeated here>';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
