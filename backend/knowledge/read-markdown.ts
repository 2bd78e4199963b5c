import type { Section } from '../src/adapters/full-text.ts';

/** The sections of a page of Markdown, cut at its headings. It is called after its first heading of the first degree, or `name`. */
export function readMarkdown(markdown: string, name: string, url: string | null): readonly Section[] {
  const found: { heading: string; lines: string[] }[] = [{ heading: '', lines: [] }];
  let page: string | undefined;
  let fence: string | undefined;
  for (const line of withoutFrontMatter(markdown).split(/\r?\n/)) {
    const mark = /^ {0,3}(```|~~~)/.exec(line)?.[1];
    if (mark !== undefined) fence = fence === undefined ? mark : fence === mark ? undefined : fence;
    const [, degree, heading] = fence === undefined ? (/^ {0,3}(#{1,4})[ \t]+(\S.*?)[ \t#]*$/.exec(line) ?? []) : [];
    if (heading === undefined) {
      found.at(-1)!.lines.push(line);
      continue;
    }
    if (degree === '#') page ??= heading;
    found.push({ heading, lines: [] });
  }
  return found
    .map(({ heading, lines }) => ({
      page: page ?? name,
      heading,
      url: withAnchor(url, heading),
      text: lines.join('\n').trim(),
    }))
    .filter(({ text }) => text !== '');
}

function withoutFrontMatter(markdown: string): string {
  return markdown.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '');
}

/** As most generators of sites name the place of a heading. */
function withAnchor(url: string | null, heading: string): string | null {
  const anchor = heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(/\s+/g, '-');
  return url === null || anchor === '' ? url : `${url}#${encodeURIComponent(anchor)}`;
}
