/**
 * The names that are met in answers, meaning what they mean in HTML; all 2,231 would be larger than the rest of this
 * reader. Each run begins with the code of its first name.
 */
const NAMES =
  '34quot;38amp apos;60lt;62gt;160nbsp;163pound;165yen;167sect;169copy;171laquo;174reg;176deg plusmn sup2 sup3;' +
  '183middot;187raquo;189frac12;215times;223szlig agrave;228auml;231ccedil egrave eacute;241ntilde;246ouml divide;' +
  '252uuml;8211ndash mdash;8216lsquo rsquo;8220ldquo rdquo;8226bull;8230hellip;8364euro;8482trade;8592larr uarr rarr ' +
  'darr;8658rArr;8734infin;8776asymp;8800ne;8804le ge';

let codes: ReadonlyMap<string, number> | undefined;

/** The character that `name` stands for, as it is written between `&` and `;`. */
export function characterNamed(name: string): string | undefined {
  const code = (codes ??= readNames()).get(name);
  return code === undefined ? undefined : String.fromCharCode(code);
}

function readNames(): ReadonlyMap<string, number> {
  const runs = NAMES.split(';').map(run => ({ first: parseInt(run), names: run.replace(/^\d+/, '').split(' ') }));
  return new Map(runs.flatMap(({ first, names }) => names.map((name, index) => [name, first + index] as const)));
}
