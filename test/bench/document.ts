import { median, type Area, type Benchmark, type Samples } from './benchmark.ts';
import { growthChart } from './chart.ts';

export interface Report {
  readonly date: string;
  readonly command: string;
  readonly machine: string;
  /** How long a fixed piece of work took before and after everything else, in milliseconds. */
  readonly noise: { readonly before: number; readonly after: number };
  readonly benchmarks: readonly Benchmark[];
  /** What was measured once more since, by itself. @default - nothing */
  readonly again?: readonly Pick<Report, 'date' | 'command'>[];
}

/** `before` with what a later run of a part of the bench has measured anew. */
export function withAgain(before: Report, { date, command, benchmarks }: Report): Report {
  const isSame = (one: Benchmark) => (other: Benchmark) => one.area === other.area && one.what === other.what;
  const kept = before.benchmarks.map(old => benchmarks.find(isSame(old)) ?? old);
  const added = benchmarks.filter(one => !before.benchmarks.some(isSame(one)));
  const earlier = before.again?.filter(one => one.command !== command) ?? [];
  return { ...before, benchmarks: [...kept, ...added], again: [...earlier, { date, command }] };
}

const AREAS: Readonly<Record<Area, string>> = {
  widget: 'The widget, beside others',
  page: 'A page with a closed chat, beside the same page without',
  service: 'The service, on a laptop',
  wire: 'The wire',
};

/** Markdown; `chart` is where its picture lies, if it has one. */
export function documentOf(report: Report, chart?: string): string {
  const { date, command, machine, noise, benchmarks, again = [] } = report;
  const sections = (Object.keys(AREAS) as Area[]).flatMap(area => {
    const those = benchmarks.filter(benchmark => benchmark.area === area);
    return those.length > 0 ? [`## ${AREAS[area]}`, ...tables(those)] : [];
  });
  const slower = Math.round((noise.after / noise.before - 1) * 100);
  return [
    '# Benchmarks',
    `Written by \`${command}\` on ${date}, ${machine}. A figure with a least and a most in brackets is a median; the others were measured once, but for what a function takes to load: the least of five. A fixed piece of work took ${shown(noise.before, 'ms')} before and ${slower >= 0 ? `${slower} % more` : `${-slower} % less`} after.`,
    ...again.map(one => `What \`${one.command}\` measures is of another run, on ${one.date}.`),
    ...(chart ? [`![How long a page's thread works on an answer, by its length](${chart})`] : []),
    ...sections,
    '',
  ].join('\n\n');
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
      ...names.map(name => cell(of[name]!, unit)),
      target ? `${target.shown}${target.isMet ? '' : ': **missed**'}` : '',
    ]);
    return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
  });
}

/** The median, with the least and the most if there are several. */
export function cell(values: Samples, unit: string): string {
  const middle = shown(median(values), unit);
  return values.length === 1 ? middle : `${middle} (${shown(Math.min(...values))}–${shown(Math.max(...values))})`;
}

/** Three digits, or all of them before the point. */
export function shown(value: number, unit = ''): string {
  const digits = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return `${digits.toLocaleString('en-US')}${unit && ` ${unit}`}`;
}
