import type { TestContext } from 'vitest';

/** What was measured of one thing, such as a chat of another maker, in the order it was measured. */
export type Samples = readonly number[];

/** One line of `docs/benchmarks.md`. */
export interface Benchmark {
  readonly area: Area;
  readonly what: string;
  /** `ms`, `kB`, `×`; empty for a plain number. */
  readonly unit: string;
  /** By what was measured; `lex-chat` is one of them. */
  readonly of: Readonly<Record<string, Samples>>;
  /** What lex-chat's median is held to. @default - nothing */
  readonly target?: Target;
}

export type Area = 'widget' | 'page' | 'service' | 'wire';

export interface Target {
  /** As it is shown: `≤ 1.3 × a bare Lit element`. */
  readonly shown: string;
  readonly isMet: boolean;
}

/** A benchmark and the file that it was measured in, from the project's folder. */
export interface Noted extends Benchmark {
  readonly file: string;
}

declare module 'vitest' {
  interface TaskMeta {
    benchmarks?: Noted[];
  }
}

/**
 * Writes a measurement down for the document. One that misses its target is written down as well: a bench that breaks is something
 * else, and fails. Throws for what is no figure.
 */
export function note(task: TestContext['task'], benchmark: Benchmark): void {
  for (const [name, samples] of Object.entries(benchmark.of))
    if (samples.length === 0 || !samples.every(Number.isFinite))
      throw new RangeError(`${benchmark.what}: no figures of ${name}: ${samples.join(', ')}`);
  const of = Object.fromEntries(Object.entries(benchmark.of).map(([name, samples]) => [name, samples.map(rounded)]));
  (task.meta.benchmarks ??= []).push({ ...benchmark, of, file: task.file.name });
}

/** To what can be told apart. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** That `value` is at most `limit`, shown as the words say. */
export function atMost(limit: number, value: number, words = String(limit)): Target {
  return { shown: `≤ ${words}`, isMet: value <= limit };
}

/** `--quick`: fewer rounds and smaller numbers. */
export const isQuick = process.env['LEX_CHAT_BENCH_QUICK'] === 'yes';

export function whenQuick<T>(quick: T, whole: T): T {
  return isQuick ? quick : whole;
}

/**
 * Measures all of `measures` in turn, `rounds` times, or as often as it says of their names: what else goes on with the machine meets
 * all of them alike.
 */
export async function inTurn(
  rounds: number | ((name: string) => number),
  measures: Readonly<Record<string, () => Promise<number>>>,
): Promise<Record<string, number[]>> {
  const often = Object.entries(measures).map(
    ([name, measure]) => [name, measure, typeof rounds === 'number' ? rounds : rounds(name)] as const,
  );
  const samples: Record<string, number[]> = Object.fromEntries(often.map(([name]) => [name, []]));
  for (let round = 0; often.some(([, , count]) => round < count); round++) {
    for (const [name, measure, count] of often) if (round < count) samples[name]!.push(await measure());
  }
  return samples;
}

export function median(values: Samples): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The exponent with which `cost` grows with `size`: the slope of the line through their logarithms. */
export function growth(points: readonly { readonly size: number; readonly cost: number }[]): number {
  const logs = points.map(({ size, cost }) => [Math.log(size), Math.log(cost)] as const);
  const mean = (axis: 0 | 1) => logs.reduce((sum, log) => sum + log[axis], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0);
  return over / logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0);
}
