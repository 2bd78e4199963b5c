import { median, type Area, type Benchmark, type Noted } from '../benchmark.ts';
import { growthChart } from './chart.ts';

/** When, how and where something was measured. */
export interface Run {
  readonly date: string;
  readonly command: string;
  readonly machine: string;
  /** How long a fixed piece of work took before and after everything else, in milliseconds. */
  readonly noise: { readonly before: number; readonly after: number };
}

export interface Report extends Run {
  readonly benchmarks: readonly Noted[];
  /** What was measured once more since, by itself. @default - nothing */
  readonly again?: readonly Run[];
}

/** `report`, if each of `files` has measured something. Throws otherwise: what it said before is not to be lost by a bench that fails. */
export function complete(report: Report, files: readonly string[]): Report {
  const silent = files.filter(file => !report.benchmarks.some(one => one.file === file));
  if (silent.length > 0) throw new Error(`measured nothing, so that nothing is written: ${silent.join(', ')}`);
  return report;
}

/** `before` with what a later run of some of the files has measured, in the place of all that those files had measured. */
export function withAgain(before: Report, { benchmarks, ...run }: Report): Report {
  const files = [...new Set(benchmarks.map(({ file }) => file))];
  const those = (file: string) => benchmarks.filter(one => one.file === file);
  const known = [...new Set(before.benchmarks.map(({ file }) => file))];
  const kept = known.flatMap(file =>
    files.includes(file) ? those(file) : before.benchmarks.filter(one => one.file === file),
  );
  const added = files.filter(file => !known.includes(file)).flatMap(those);
  const earlier = before.again?.filter(({ command }) => command !== run.command) ?? [];
  return { ...before, benchmarks: [...kept, ...added], again: [...earlier, run] };
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
    'A figure with brackets is a median; in them are the least and the most, and of how many. The others were measured once, but for what a function takes to load: the least of five. Behind a figure of another chat stands how many times it is that of lex-chat in the same run.',
    ...again.map(one => `What its name says was measured again by ${told(one)}`),
    ...(chart ? [`![How long a page's thread works on an answer, by its length](${chart})`] : []),
    ...sections,
    '',
  ].join('\n\n');
}

function told({ date, command, machine, noise }: Run): string {
  const slower = Math.round((noise.after / noise.before - 1) * 100);
  return `\`${command}\` on ${date}, ${machine}. A fixed piece of work took ${shown(noise.before, 'ms')} before and ${slower >= 0 ? `${slower} % more` : `${-slower} % less`} after.`;
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
