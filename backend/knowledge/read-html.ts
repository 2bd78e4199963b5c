import { parse, type Document, type Element } from 'parse5';
import type { Section } from '../src/adapters/full-text.ts';
import { all, attribute, definitionsOf, first, rowsOf, textOf } from './html.ts';

/** The sections of a page: the text of its `main`, or of all of it, cut at the headings. Menus, forms and pictures are passed over. */
export function readHtml(html: string, url: string | null): readonly Section[] {
  const document = parse(html);
  const root = first(document, 'main') ?? first(document, 'body');
  if (!root) return [];
  const found: { heading: string; id: string | undefined; lines: string[] }[] = [
    { heading: '', id: undefined, lines: [] },
  ];
  for (const piece of piecesOf(root, undefined)) {
    if (piece.kind === 'heading') found.push({ heading: piece.text, id: piece.id, lines: [] });
    else if (piece.text !== '') found.at(-1)!.lines.push(piece.text);
  }
  const page = titleOf(document, root);
  return found
    .filter(({ lines }) => lines.length > 0)
    .map(({ heading, id, lines }) => ({
      page,
      heading,
      url: url !== null && id !== undefined ? `${url}#${encodeURIComponent(id)}` : url,
      text: lines.join('\n'),
    }));
}

type Piece =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string; readonly id: string | undefined };

const PASSED_OVER = new Set([
  'svg',
  'nav',
  'header',
  'footer',
  'form',
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'dialog',
]);
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4']);

/** `id` is that of the section around, to which a link can lead. */
function* piecesOf(element: Element, id: string | undefined): Generator<Piece> {
  if (PASSED_OVER.has(element.tagName) || isHidden(element)) return;
  if (HEADINGS.has(element.tagName)) {
    yield { kind: 'heading', text: textOf(element), id: attribute(element, 'id') ?? id };
    return;
  }
  switch (element.tagName) {
    case 'p':
    case 'blockquote':
    case 'figcaption':
    case 'pre':
      yield { kind: 'line', text: textOf(element) };
      return;
    case 'table':
      for (const text of rowsOf(element)) yield { kind: 'line', text };
      return;
    case 'dl':
      for (const text of definitionsOf(element)) yield { kind: 'line', text };
      return;
    case 'li':
      if (!holdsBlocks(element)) {
        yield { kind: 'line', text: `- ${textOf(element)}` };
        return;
      }
  }
  if (!holdsBlocks(element)) yield { kind: 'line', text: textOf(element) };
  else {
    const around = element.tagName === 'main' ? id : (attribute(element, 'id') ?? id);
    for (const child of element.childNodes)
      if ('tagName' in child) yield* piecesOf(child, around);
      else if ('value' in child) yield { kind: 'line', text: textOf(child) };
  }
}

function isHidden(element: Element): boolean {
  return attribute(element, 'aria-hidden') === 'true' || attribute(element, 'hidden') !== undefined;
}

const BLOCKS = [
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'ul',
  'ol',
  'dl',
  'table',
  'div',
  'section',
  'article',
  'blockquote',
  'pre',
  'nav',
  'form',
];

function holdsBlocks(element: Element): boolean {
  return BLOCKS.some(tag => first(element, tag) !== undefined);
}

/** Without the name of the site, which many pages put behind a dash. */
function titleOf(document: Document, root: Element): string {
  const [title = ''] = textOf(first(document, 'title')).split(/ [–—|-] /);
  return title !== '' ? title : textOf(all(root, 'h1')[0]);
}
