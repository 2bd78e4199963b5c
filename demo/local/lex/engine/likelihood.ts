import type { Reading } from './reader.ts';
import { trainRegression, type Example } from './regression.ts';

/** A text as far as it tells intents apart: what it means, and the types of the values in it. */
export interface Said extends Reading {
  readonly values: readonly string[];
}

/**
 * Learns how likely each intent, by its number, is meant by a text. Beside the samples it is given what no intent means:
 * nothing at all, words that nobody knows, and each known meaning alone or among such words, so that 이체 is a transfer and
 * 이체 수수료 is not. Weak where a sentence of known words alone means something else: nothing strange gives it away.
 */
export function learnLikelihood(
  samples: readonly { readonly intent: number; readonly said: Said }[],
  intents: number,
): (said: Said) => readonly number[] {
  const examples: Example[] = [];
  const add = (label: number, weight: number, features: ReadonlyMap<string, number>) => {
    examples.push({ label, weight, features });
  };
  const seen = new Map<string, number>();
  for (const { intent, said } of samples) {
    const features = featuresOf(said);
    for (const name of features.keys()) seen.set(name, (seen.get(name) ?? 0) + 1);
    add(intent + 1, 1, features);
    // A word that is not known may still be an aside, where enough is.
    if (features.size > 1) add(intent + 1, features.size > 2 ? ASIDE_OF_MANY : ASIDE, strange(features, 1));
    // Among several, it is another sentence that merely holds the sample.
    for (const strangers of [2, 3]) add(NONE, AMONG_SEVERAL, strange(features, strangers));
  }
  for (const strangers of [0, 1, 2, 3]) add(NONE, NOTHING, strange(new Map(), strangers));
  const spoken = samples.filter(({ said }) => said.values.length === 0).map(({ said }) => featuresOf(said));
  const announcing = new Set(
    [...seen.keys()].filter(name => !isValue(name) && !spoken.some(features => features.has(name))),
  );
  for (const [name, times] of seen) {
    if (name === STRANGE) continue;
    const alone = new Map([[name, 1]]);
    add(NONE, announcing.has(name) ? ANNOUNCING : ALONE, alone);
    for (const strangers of [1, 2])
      add(NONE, AMONG_STRANGERS + AMONG_STRANGERS_EACH * times, strange(alone, strangers));
  }
  const likelihood = trainRegression(merged(examples), intents + 1);
  return said => likelihood(featuresOf(said));
}

const NONE = 0;

// How much each kind of made-up example counts beside a sample, which is 1. Chosen on sentences written for that purpose,
// for as many intents missed as taken for one wrongly.

/** A sample of two or of more features, and one strange word. */
const ASIDE = 0.5;
const ASIDE_OF_MANY = 1;
const AMONG_SEVERAL = 0.1;
const NOTHING = 3;
const ALONE = 0.3;

/** What stands beside values only announces them: `name` is not `my name is {Name}`. */
const ANNOUNCING = 3;

const AMONG_STRANGERS = 0.6;
const AMONG_STRANGERS_EACH = 0.02;

const STRANGE = '(strange)';
const STRANGERS_MAX = 4;

function featuresOf({ meanings, values, unknown }: Said): ReadonlyMap<string, number> {
  return strange(new Map([...meanings, ...values.map(type => [`{${type}}`, 1] as const)]), unknown.length);
}

/** The same examples together, which is the same to the regression and less work. */
function merged(examples: readonly Example[]): readonly Example[] {
  const byKey = new Map<string, Example>();
  for (const example of examples) {
    const key = JSON.stringify([example.label, Array.from(example.features).sort()]);
    byKey.set(key, { ...example, weight: example.weight + (byKey.get(key)?.weight ?? 0) });
  }
  return Array.from(byKey.values());
}

function isValue(name: string): boolean {
  return name.startsWith('{');
}

function strange(features: ReadonlyMap<string, number>, strangers: number): ReadonlyMap<string, number> {
  return strangers === 0 ? features : new Map([...features, [STRANGE, Math.min(strangers, STRANGERS_MAX)]]);
}
