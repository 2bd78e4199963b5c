import { basename } from 'node:path';
import { median, type Area, type Benchmark, type Noted } from '../benchmark.ts';
import { growthChart } from './chart.ts';

/** When, how and where something was measured. */
export interface Run {
  readonly date: string;
  readonly command: string;
  /** Its processor and cores, and what runs on it. */
  readonly machine: string;
  /** The other chats, with their versions. */
  readonly others: readonly string[];
  /** How long a fixed piece of work took before and after everything else, in milliseconds. */
  readonly noise: { readonly before: number; readonly after: number };
}

export interface Report extends Run {
  readonly benchmarks: readonly Noted[];
  /** What was measured once more since, by itself, and in which files. @default - nothing */
  readonly again?: readonly (Run & { readonly files: readonly string[] })[];
}

/**
 * `before` with what a later run of some of the files has measured, in the place of all that those files had measured. Throws where
 * that was another machine: figures of two cannot stand side by side.
 */
export function withAgain(before: Report, { benchmarks, ...run }: Report): Report {
  if (before.machine !== run.machine) throw new Error(`the others were measured on another machine: ${before.machine}`);
  const files = [...new Set(benchmarks.map(({ file }) => file))];
  const those = (file: string) => benchmarks.filter(one => one.file === file);
  const known = [...new Set(before.benchmarks.map(({ file }) => file))];
  const kept = known.flatMap(file =>
    files.includes(file) ? those(file) : before.benchmarks.filter(one => one.file === file),
  );
  const added = files.filter(file => !known.includes(file)).flatMap(those);
  const earlier = (before.again ?? [])
    .map(one => ({ ...one, files: one.files.filter(file => !files.includes(file)) }))
    .filter(one => one.files.length > 0);
  return { ...before, benchmarks: [...kept, ...added], again: [...earlier, { ...run, files }] };
}

const AREAS: Readonly<Record<Area, string>> = {
  widget: 'The widget, beside others',
  page: 'A page with a closed chat, beside the same page without',
  service: 'The service, on a laptop',
  wire: 'The wire',
};

/** Markdown; `chart` is where its picture lies, if it has one. */
export function documentOf(report: Report, chart?: string): string {
  const { benchmarks, again = [], ...run } = report;
  const sections = (Object.keys(AREAS) as Area[]).flatMap(area => {
    const those = benchmarks.filter(benchmark => benchmark.area === area);
    return those.length > 0 ? [`## ${AREAS[area]}`, ...tables(those)] : [];
  });
  return [
    '# Benchmarks',
    `Written by ${told(run)}`,
    'A figure with brackets is a median; in them are the least and the most, and of how many. One without was measured once, or is of many what its line says: a 95th percentile, a share, an exponent. Behind a figure that stands beside one of lex-chat is how many times it is that, in the same run.',
    ...again.map(one => `${one.files.map(nameOf).join(', ')}: measured again by ${told(one)}`),
    ...(chart ? [`![How long a page's thread works on an answer, by its length](${chart})`] : []),
    ...sections,
    '',
  ].join('\n\n');
}

/** `typing` for `test/bench/widget/typing.bench.ts`. */
function nameOf(file: string): string {
  return basename(file, '.bench.ts');
}

function told({ date, command, machine, others, noise }: Run): string {
  const slower = Math.round((noise.after / noise.before - 1) * 100);
  return `\`${command}\` on ${date}, ${machine}, beside ${others.join(', ')}. A fixed piece of work took ${shown(noise.before, 'ms')} before and ${slower >= 0 ? `${slower} % more` : `${-slower} % less`} after.`;
}

export function chartOf({ benchmarks }: Report): string {
  const points = benchmarks.flatMap(({ what, of }) => {
    const [, tokens] = /^main thread for ([\d,]+) tokens, .*mixed text$/.exec(what) ?? [];
    return tokens === undefined ? [] : [{ tokens: Number(tokens.replaceAll(',', '')), of }];
  });
  const names = Object.keys(points[0]?.of ?? {});
  return growthChart(
    names.map(name => ({
      name,
      points: points.flatMap(({ tokens, of }) => (of[name] ? [{ x: tokens, y: median(of[name]) }] : [])),
    })),
  );
}

/** One table for all lines that compare the same things. */
function tables(benchmarks: readonly Benchmark[]): readonly string[] {
  const subjects = (benchmark: Benchmark) => Object.keys(benchmark.of).join('|');
  return [...new Set(benchmarks.map(subjects))].map(same => {
    const lines = benchmarks.filter(benchmark => subjects(benchmark) === same);
    const names = Object.keys(lines[0]!.of);
    const head = ['', ...names, 'wanted'];
    const rows = lines.map(({ what, unit, of, target }) => [
      what,
      ...names.map(name => cell(of, name, unit)),
      target ? `${target.shown}${target.isMet ? '' : ': **missed**'}` : '',
    ]);
    return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
  });
}

/** Units of what costs: less of it is better, and twice as much is twice as bad. */
const COSTS = ['ms', 'kB', 'MB'];

/** The median, with the least and the most if there are several, and how many times that of lex-chat it is. */
export function cell(of: Benchmark['of'], name: string, unit: string): string {
  const values = of[name]!;
  const middle = shown(median(values), unit);
  const spread =
    values.length === 1
      ? ''
      : ` (${shown(Math.min(...values))}–${shown(Math.max(...values))} of ${values.length.toLocaleString('en-US')})`;
  const ours = name === 'lex-chat' || !COSTS.includes(unit) ? 0 : median(of['lex-chat'] ?? [0]);
  return middle + spread + (ours > 0 ? `, ${shown(median(values) / ours)} ×` : '');
}

/** Three digits, or all of them before the point. */
export function shown(value: number, unit = ''): string {
  const digits = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return `${digits.toLocaleString('en-US')}${unit && ` ${unit}`}`;
}
