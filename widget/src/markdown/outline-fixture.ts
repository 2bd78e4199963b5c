import { textOf } from './piece.ts';
import { parseFragment, type ChildNode } from 'parse5';
import type { Block, Inline, ListBlock } from './block.ts';

/** A tree of elements and texts, as far as markdown tells one from another. */
export type Outline = string | readonly Outline[];

/** What `blocks` are by the letter of CommonMark. */
export function outlineOf(blocks: readonly Block[]): readonly Outline[] {
  return blocks.map(outlineOfBlock);
}

/** What a browser would make of `html`, without the white space between blocks. */
export function outlineOfHtml(html: string): readonly Outline[] {
  return tidied(parseFragment(html).childNodes.flatMap(outlineOfNode), true);
}

function outlineOfBlock(block: Block): Outline {
  switch (block.kind) {
    case 'paragraph':
      return ['p', ...outlineOfInlines(block.inlines)];
    case 'heading':
      return [`h${block.level}`, ...outlineOfInlines(block.inlines)];
    case 'rule':
      return ['hr'];
    case 'code':
      return ['pre', [block.language ? `code class=language-${block.language}` : 'code', ...joined(block.slices)]];
    case 'plain':
      return ['plain', ...joined(block.slices)];
    case 'quote':
      return ['blockquote', ...outlineOf(block.blocks)];
    case 'list':
      return outlineOfList(block);
    case 'table':
      return ['table'];
  }
}

function outlineOfList({ start, isLoose, items }: ListBlock): Outline {
  const name = start === null ? 'ul' : start === 1 ? 'ol' : `ol start=${start}`;
  return [
    name,
    ...items.map(({ blocks }): Outline => ['li', ...blocks.flatMap(block => outlineOfItem(block, isLoose))]),
  ];
}

function outlineOfItem(block: Block, isLoose: boolean): readonly Outline[] {
  return block.kind === 'paragraph' && !isLoose ? outlineOfInlines(block.inlines) : [outlineOfBlock(block)];
}

function outlineOfInlines(inlines: readonly Inline[]): readonly Outline[] {
  return tidied(inlines.map(outlineOfInline), false);
}

function outlineOfInline(inline: Inline): Outline {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return ['code', inline.text];
    case 'break':
      return ['br'];
    case 'emphasis':
      return ['em', ...outlineOfInlines(inline.inlines)];
    case 'strong':
      return ['strong', ...outlineOfInlines(inline.inlines)];
    case 'strike':
      return ['del', ...outlineOfInlines(inline.inlines)];
    case 'link':
      return [`a href=${encoded(inline.address)}${titled(inline.title)}`, ...outlineOfInlines(inline.inlines)];
    case 'image':
      return [`img alt=${textOf([inline])} src=${encoded(inline.address)}${titled(inline.title)}`];
  }
}

function outlineOfNode(node: ChildNode): readonly Outline[] {
  if ('value' in node) return [node.value];
  if (!('attrs' in node)) return ['<!---->'];
  const attributes = [...node.attrs]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ name, value }) => {
      return ` ${name}=${name === 'href' || name === 'src' ? encoded(value) : value}`;
    });
  const isBetweenBlocks = /^(?:blockquote|ul|ol|li)$/.test(node.tagName);
  const children = node.childNodes.flatMap(outlineOfNode);
  return [
    [
      `${node.tagName}${attributes.join('')}`,
      ...(node.tagName === 'code' ? children : tidied(children, isBetweenBlocks)),
    ],
  ];
}

/** Texts side by side made one, without the white space that does not show. */
function tidied(outlines: readonly Outline[], isBetweenBlocks: boolean): readonly Outline[] {
  const result: Outline[] = [];
  for (const outline of outlines) {
    const last = result.at(-1);
    if (typeof last === 'string' && typeof outline === 'string') result[result.length - 1] = last + outline;
    else result.push(outline);
  }
  return result
    .map(outline => (typeof outline === 'string' ? unwrapped(outline, isBetweenBlocks) : outline))
    .map((outline, index, all) =>
      all[index - 1]?.[0] === 'br' && typeof outline === 'string' ? outline.trimStart() : outline,
    )
    .filter(outline => outline !== '');
}

function joined(slices: readonly string[]): readonly Outline[] {
  return slices.length > 0 ? [slices.join('')] : [];
}

function unwrapped(text: string, isBetweenBlocks: boolean): string {
  return (isBetweenBlocks ? text.trim() : text).replace(/[ \t]*\n[ \t]*/g, '\n');
}

function titled(title: string): string {
  return title ? ` title=${title}` : '';
}

/** One way of writing an address. */
function encoded(address: string): string {
  return encodeURI(address)
    .replace(/%25([\da-f]{2})/gi, '%$1')
    .replaceAll('%5B', '[')
    .replaceAll('%5D', ']');
}
