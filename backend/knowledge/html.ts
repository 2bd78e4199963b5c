import type { Document, Element, Node } from 'parse5';

/** What is asked of a parsed page: parse5 gives a tree and nothing else. */

export function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find(attr => attr.name === name)?.value;
}

export function first(within: Node, tag: string): Element | undefined {
  return all(within, tag)[0];
}

/** All of this name that stand in no other of it, in their order. */
export function all(within: Node, tag: string): readonly Element[] {
  return elementsIn(within).flatMap(child => (child.tagName === tag ? [child] : all(child, tag)));
}

export function elementsIn(node: Document | Node): readonly Element[] {
  return 'childNodes' in node ? node.childNodes.filter(child => 'tagName' in child) : [];
}

/** What is read of a node, in one line. */
export function textOf(node: Node | undefined): string {
  return rawText(node).replaceAll(/\s+/g, ' ').trim();
}

/** `Mainland: 3,000 won (below 30,000 won), …`. With two columns the head of the table says nothing new. */
export function* rowsOf(table: Element): Generator<string> {
  const columns = all(table, 'th').filter(cell => attribute(cell, 'scope') === 'col');
  for (const row of all(table, 'tr')) {
    const [name, ...cells] = elementsIn(row).map(textOf);
    if (name === undefined || all(row, 'td').length === 0) continue;
    const named = cells.map((cell, i) => {
      const column = cells.length > 1 ? textOf(columns[i + 1]) : '';
      return column === '' ? cell : `${cell} (${uncapitalised(column)})`;
    });
    yield `${name}: ${named.join(', ')}`;
  }
}

export function* definitionsOf(list: Element): Generator<string> {
  const details = all(list, 'dd').map(textOf);
  for (const [i, term] of all(list, 'dt').entries()) yield `${textOf(term)}: ${details[i] ?? ''}`;
}

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function rawText(node: Node | undefined): string {
  if (!node) return '';
  if ('value' in node) return node.value;
  if ('tagName' in node && node.tagName === 'br') return ' ';
  return 'childNodes' in node ? node.childNodes.map(rawText).join('') : '';
}
