import { unescaped } from './unescaped.ts';
import { readAddress, readTarget, TITLE, titleOf } from './link-target.ts';
import { ADDRESS_MAX, type Definitions, type FoundTarget } from './link.ts';
import type { Paragraph } from './node.ts';

/** No name is longer, says CommonMark. */
const NAME_MAX = 999;

const DEFINITION_TITLE = new RegExp(`^\\s+${TITLE}[ \\t]*(?=\\n|$)`);

/** Takes the definitions that a paragraph begins with out of it. */
export function takeDefinitions(paragraph: Paragraph, definitions: Definitions): void {
  for (let found = readDefinition(paragraph.text); found; found = readDefinition(paragraph.text)) {
    const { name, address, title, end } = found;
    // The first definition of a name holds.
    if (!definitions.has(name)) definitions.set(name, { address, title });
    paragraph.text = paragraph.text.slice(end + 1);
  }
}

function readDefinition(source: string): (FoundTarget & { readonly name: string }) | undefined {
  const label = /^\[((?:[^[\]\\]|\\[^])+)\]:/.exec(source);
  const name = nameOf(label?.[1] ?? '');
  if (!label || !name) return undefined;
  const given = source.slice(label[0].length, label[0].length + ADDRESS_MAX);
  const { address, end, isBracketed } = readAddress(given);
  if (!address && !isBracketed) return undefined;

  const rest = given.slice(end);
  const title = DEFINITION_TITLE.exec(rest);
  const without = title ?? /^[ \t]*(?=\n|$)/.exec(rest);
  if (!without) return undefined;
  return {
    name,
    address: unescaped(address),
    title: titleOf(title?.[1]),
    end: label[0].length + end + without[0].length,
  };
}

/** The target of the bracket between `start` and `end` of `source`: given behind it, or by a name. */
export function targetAt(
  source: string,
  start: number,
  end: number,
  definitions: Definitions,
): FoundTarget | undefined {
  const given = source[end + 1] === '(' ? readTarget(source, end + 2) : undefined;
  if (given || definitions.size === 0) return given;
  const label = /\[((?:[^[\]\\]|\\[^])*)\]/y;
  label.lastIndex = end + 1;
  const found = label.exec(source);
  const target = definitions.get(nameOf(found?.[1] || source.slice(start, end)));
  return target && { ...target, end: end + 1 + (found?.[0].length ?? 0) };
}

/** One way of writing a name; empty if it can be none. */
function nameOf(label: string): string {
  return label.length > NAME_MAX ? '' : label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}
