/** How a platform writes what Markdown writes. */
export interface Style {
  /** A stretch of plain text, escaped as the platform wants it. */
  readonly text: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly link: (label: string, url: string) => string;
  /** In front of an item of a list. */
  readonly bullet: string;
}

/**
 * A model's Markdown in the style of a platform: headings and strong words, links and lists. Code stays as it is written, and
 * whatever else there is, too: nothing of a text is lost.
 */
export function restyle(markdown: string, style: Style): string {
  let isFenced = false;
  const lines = markdown.split('\n').map(line => {
    if (/^\s{0,3}(?:```|~~~)/.test(line)) isFenced = !isFenced;
    else if (!isFenced) return restyleLine(line, style);
    return style.text(line);
  });
  return lines.join('\n');
}

function restyleLine(line: string, style: Style): string {
  const [, heading] = /^ {0,3}#{1,6}[ \t]+(\S.*?)[ \t#]*$/.exec(line) ?? [];
  if (heading !== undefined) return style.strong(restyleInlines(heading.replaceAll(/\*\*|__/g, ''), style));
  const [, indent = '', item] = /^([ \t]*)[-*+][ \t]+(\S.*)$/.exec(line) ?? [];
  if (item !== undefined) return indent + style.bullet + restyleInlines(item, style);
  return restyleInlines(line, style);
}

/** Code, a link to the web, or strong words: whichever begins first. Bounded, for an answer may be anything. */
const INLINE =
  /(`[^`]{1,500}`)|\[([^\][]{1,500})\]\((https?:\/\/[^\s()<>]{1,2000})\)|\*\*(?=\S)([^*]{1,1000}?)(?<=\S)\*\*/g;

function restyleInlines(line: string, style: Style): string {
  let styled = '';
  let from = 0;
  for (const { 0: whole, 1: code, 2: label, 3: url, 4: strong, index } of line.matchAll(INLINE)) {
    styled += style.text(line.slice(from, index));
    if (code !== undefined) styled += style.text(code);
    else if (url !== undefined) styled += style.link(label!, url);
    else styled += style.strong(restyleInlines(strong!, style));
    from = index + whole.length;
  }
  return styled + style.text(line.slice(from));
}
