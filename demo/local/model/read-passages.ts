/** A passage that the prompt holds, by its number and title. */
export interface Numbered {
  readonly number: number;
  readonly title: string;
}

/** Between marks with the same name, in front of what the visitor said. */
const BLOCK = /^<(passages-[0-9a-f]+)>\n([\s\S]*?)\n<\/\1>\s*/;

/** What the visitor said, and the passages that the service has put in front of it. */
export function readPassages(turn: string): { readonly said: string; readonly passages: readonly Numbered[] } {
  const [block = '', , held = ''] = BLOCK.exec(turn) ?? [];
  const heads = held.matchAll(/^\[(\d+)\] (.+)$/gm);
  return {
    said: turn.slice(block.length),
    passages: Array.from(heads, ([, number, title]) => ({ number: Number(number), title: title! })),
  };
}
