import { attribute, definitionsOf, elementsIn, first, rowsOf, textOf } from '@lex-chat/backend/knowledge/html';
import { parse, type Element } from 'parse5';
import type { Language, Line, Passage } from './passage.ts';

/** The passages of a page: the text of its `main`, cut at the headings. Pictures, menus and forms are passed over. */
export function readPage(html: string): readonly Omit<Passage, 'site'>[] {
  const document = parse(html);
  const language: Language = attribute(first(document, 'html'), 'lang') === 'en' ? 'en' : 'ko';
  const [page = ''] = textOf(first(document, 'title')).split(' – ');
  const main = first(document, 'main');
  if (!main) return [];

  const found: { heading: string; lines: Line[]; summary: boolean }[] = [];
  for (const piece of piecesOf(main)) {
    if (piece.kind === 'heading') found.push({ heading: piece.text, lines: [], summary: piece.isSummary });
    else found.at(-1)?.lines.push(piece);
  }
  return found.filter(({ lines }) => lines.length > 0).map(passage => ({ language, page, ...passage }));
}

type Piece = Line | { readonly kind: 'heading'; readonly text: string; readonly isSummary: boolean };

const PASSED_OVER = new Set(['svg', 'nav', 'form', 'script', 'style', 'template']);

function* piecesOf(element: Element): Generator<Piece> {
  if (PASSED_OVER.has(element.tagName) || attribute(element, 'aria-hidden') === 'true') return;
  switch (element.tagName) {
    case 'h1':
    case 'h2':
    case 'h3':
      yield { kind: 'heading', text: textOf(element), isSummary: element.tagName === 'h1' || isOnChat(element) };
      return;
    case 'p':
      if (!isMadeOfLinks(element)) yield* linesOf(textOf(element));
      return;
    case 'table':
      for (const text of rowsOf(element)) yield { kind: 'item', text };
      return;
    case 'dl':
      for (const text of definitionsOf(element)) yield { kind: 'item', text };
      return;
    case 'li':
      if (!holdsBlocks(element)) {
        yield { kind: 'item', text: textOf(element) };
        return;
      }
  }
  for (const child of elementsIn(element)) yield* piecesOf(child);
}

/** What to say to the chat is no subject to ask it about. */
function isOnChat({ parentNode }: Element): boolean {
  return 'tagName' in parentNode && attribute(parentNode, 'id') === 'say';
}

/** A paragraph of nothing but links and buttons leads on; it says nothing. */
function isMadeOfLinks(paragraph: Element): boolean {
  return paragraph.childNodes.every(node => ('tagName' in node ? node.tagName === 'a' : textOf(node) === ''));
}

/** What does not end like a sentence, such as a price, is an item. */
function* linesOf(text: string): Generator<Line> {
  for (const line of text.split(/(?<=[.?!])\s+/)) {
    if (line !== '') yield { kind: /[.?!]$/.test(line) ? 'sentence' : 'item', text: line };
  }
}

function holdsBlocks(element: Element): boolean {
  return ['p', 'h3', 'ul', 'ol'].some(tag => first(element, tag) !== undefined);
}
