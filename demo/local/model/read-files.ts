/** A file of text that the prompt holds. */
export interface ShownFile {
  /** As the service calls it: `file-1`. */
  readonly name: string;
  readonly format: string;
  readonly text: string;
  /** As the visitor calls it. */
  readonly title: string;
  /** What the service says of it besides. */
  readonly note: string;
}

const BLOCK = /<(file-\d+) format="(\w+)">\n([\s\S]*?)\n<\/\1>\n?/g;
const OTHER = /^\[(?:file-\d+ is a|an image|file-\d+ cannot be shown)[^\]]*\]\n?/gm;
const LINE = /^\[(file-\d+): ("(?:[^"\\]|\\.)*"), \d+ bytes\. ?(.*)\]\n?/gm;

/** What the visitor said, the files of text that came with it, and the names of all that did. */
export function readFiles(turn: string): {
  readonly said: string;
  readonly files: readonly ShownFile[];
  readonly titles: readonly string[];
} {
  const rest = turn.replaceAll(BLOCK, '').replaceAll(OTHER, '');
  const lines = Array.from(rest.matchAll(LINE), ([, name, title, note]) => ({
    name: name!,
    title: JSON.parse(title!) as string,
    note: note!,
  }));
  const files = Array.from(turn.matchAll(BLOCK), ([, name, format, text]) => {
    const { title = name!, note = '' } = lines.find(line => line.name === name) ?? {};
    return { name: name!, format: format!, text: text!, title, note };
  });
  return { said: rest.replaceAll(LINE, ''), files, titles: lines.map(({ title }) => title) };
}
