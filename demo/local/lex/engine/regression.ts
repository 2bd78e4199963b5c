/** Something that was seen, as features with their strengths, and the class it belongs to; class 0 is none of them. */
export interface Example {
  readonly features: ReadonlyMap<string, number>;
  readonly label: number;
  readonly weight: number;
}

/** The probability of each class but the one that is none of them, in their order. */
export type Regression = (features: ReadonlyMap<string, number>) => readonly number[];

/**
 * Multinomial logistic regression by gradient descent with momentum, from zero and over all the examples at once, so that
 * the same examples give the same answers. Small weights are preferred (L2), which keeps a feature seen once modest.
 */
export function trainRegression(examples: readonly Example[], classes: number): Regression {
  const names = new Map<string, number>();
  for (const { features } of examples) {
    for (const name of features.keys()) if (!names.has(name)) names.set(name, names.size + 1);
  }
  const inputs = examples.map(({ features }) => numbered(features));
  const whole = examples.reduce((sum, { weight }) => sum + weight, 0);
  const weights = new Float64Array((names.size + 1) * classes);
  const speed = new Float64Array(weights.length);
  const gradient = new Float64Array(weights.length);
  const chances = new Float64Array(classes);

  for (let round = 0; round < ROUNDS; round++) {
    // The bias, which comes first, is free.
    for (let i = 0; i < weights.length; i++) gradient[i] = i < classes ? 0 : PENALTY * weights[i]!;
    for (let i = 0; i < inputs.length; i++) {
      const { features, strengths } = inputs[i]!;
      const { label, weight } = examples[i]!;
      weigh(inputs[i]!);
      for (let of = 0; of < classes; of++) {
        const error = (weight / whole) * (chances[of]! - (of === label ? 1 : 0));
        for (let k = 0; k < features.length; k++) gradient[features[k]! * classes + of]! += error * strengths[k]!;
      }
    }
    for (let i = 0; i < weights.length; i++) {
      speed[i] = MOMENTUM * speed[i]! - RATE * gradient[i]!;
      weights[i]! += speed[i]!;
    }
  }
  return features => {
    weigh(numbered(features));
    return Array.from(chances).slice(1);
  };

  function numbered(features: ReadonlyMap<string, number>): Input {
    const known = Array.from(features).filter(([name]) => names.has(name));
    return {
      features: Int32Array.from([0, ...known.map(([name]) => names.get(name)!)]),
      strengths: Float64Array.from([1, ...known.map(([, strength]) => strength)]),
    };
  }

  /** Fills `chances`, which is one array for all the rounds: this is where the time goes. */
  function weigh({ features, strengths }: Input): void {
    let highest = -Infinity;
    for (let of = 0; of < classes; of++) {
      let score = 0;
      for (let k = 0; k < features.length; k++) score += weights[features[k]! * classes + of]! * strengths[k]!;
      chances[of] = score;
      if (score > highest) highest = score;
    }
    let sum = 0;
    for (let of = 0; of < classes; of++) sum += chances[of] = Math.exp(chances[of]! - highest);
    for (let of = 0; of < classes; of++) chances[of]! /= sum;
  }
}

/** Features by number, with their strengths; number 0 is always there. */
interface Input {
  readonly features: Int32Array;
  readonly strengths: Float64Array;
}

const ROUNDS = 150;
const RATE = 2;
const MOMENTUM = 0.9;
const PENALTY = 0.0005;
