import type { Node } from './node.ts';
import type { Reading } from './reading.ts';

/** Closes a node, if there is one, and what is open in it. A paragraph hands over the definitions that it begins with. */
export function closeNode(node: Node | undefined, reading: Reading): void {
  if (!node?.isOpen) return;
  node.isOpen = false;
  if (node.kind === 'paragraph') reading.rare.takeDefinitions(node, reading.definitions);
  if ('children' in node) closeNode(node.children.at(-1), reading);
}
