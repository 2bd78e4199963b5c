import type { Node, Paragraph } from './node.ts';
import type { Reading } from './reading.ts';

/** Closes a node and what is open in it. A paragraph hands over the definitions that it begins with. */
export function closeNode(node: Node, reading: Reading): void {
  if (!node.isOpen) return;
  node.isOpen = false;
  if (node.kind === 'paragraph') takeDefinitions(node, reading);
  const last = 'children' in node ? node.children.at(-1) : undefined;
  if (last) closeNode(last, reading);
}

/** Takes the definitions that a paragraph begins with out of it. */
export function takeDefinitions(paragraph: Paragraph, { definitions, rare }: Reading): void {
  for (let found = rare.readDefinition(paragraph.text); found; found = rare.readDefinition(paragraph.text)) {
    const { name, address, title, end } = found;
    // The first definition of a name holds.
    if (!definitions.has(name)) definitions.set(name, { address, title });
    paragraph.text = paragraph.text.slice(end + 1);
  }
}
