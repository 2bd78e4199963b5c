export interface Line {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const [WIDTH, HEIGHT] = [640, 360];
const MARGIN = { top: 16, right: 120, bottom: 44, left: 64 };
const COLORS = ['#2f5bea', '#c2410c', '#15803d', '#7e22ce'];

/** An SVG with both axes logarithmic, where a cost in proportion to the length is a line of slope one. */
export function growthChart(lines: readonly Line[]): string {
  const all = lines.flatMap(({ points }) => points);
  const across = scale(
    all.map(({ x }) => x),
    MARGIN.left,
    WIDTH - MARGIN.right,
  );
  const up = scale(
    all.map(({ y }) => y),
    HEIGHT - MARGIN.bottom,
    MARGIN.top,
  );
  const marks = [
    ...[...new Set(all.map(({ x }) => x))].map(x =>
      text(across(x), HEIGHT - MARGIN.bottom + 20, x.toLocaleString('en-US'), 'middle'),
    ),
    ...decades(all.map(({ y }) => y)).flatMap(y => [
      `<path d="M${MARGIN.left} ${up(y)}H${WIDTH - MARGIN.right}" stroke="#8884" />`,
      text(MARGIN.left - 8, up(y) + 4, `${y.toLocaleString('en-US')} ms`, 'end'),
    ]),
    text((MARGIN.left + WIDTH - MARGIN.right) / 2, HEIGHT - 6, 'tokens', 'middle'),
  ];
  const drawn = lines.flatMap(({ name, points }, index) => {
    const color = COLORS[index % COLORS.length]!;
    const path = points.map(({ x, y }, i) => `${i ? 'L' : 'M'}${round(across(x))} ${round(up(y))}`).join('');
    const end = points.at(-1)!;
    return [
      `<path d="${path}" fill="none" stroke="${color}" stroke-width="2.5" />`,
      text(across(end.x) + 8, up(end.y) + 4, name, 'start', color),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff" />`,
    ...marks,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [least, most] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return value => from + ((Math.log(value) - least) / (most - least || 1)) * (to - from);
}

/** 1, 10, 100, … as far as the values reach. */
function decades(values: readonly number[]): readonly number[] {
  const [first, last] = [Math.ceil(Math.log10(Math.min(...values))), Math.floor(Math.log10(Math.max(...values)))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => 10 ** (first + i));
}

function text(x: number, y: number, words: string, anchor: string, color = '#333'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${color}">${words}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
