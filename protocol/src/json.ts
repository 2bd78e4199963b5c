/** Reads JSON from outside; undefined when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether JSON text nests no deeper than `depth` and gives no object more than `keys` names: counted in the text, in one pass, before anything is built
 * of it. Of text that is no JSON it says nothing.
 */
export function isModestJson(text: string, depth: number, keys: number): boolean {
  const names: number[] = [];
  for (let i = 0; i < text.length; i++) {
    switch (text.charAt(i)) {
      case '"':
        for (i++; i < text.length && text[i] !== '"'; i++) if (text[i] === '\\') i++;
        break;
      case '{':
      case '[':
        if (names.push(0) > depth) return false;
        break;
      case '}':
      case ']':
        names.pop();
        break;
      case ':':
        if (names.length > 0 && (names[names.length - 1]! += 1) > keys) return false;
    }
  }
  return true;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isNonEmptyString(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0;
}

/** A whole number from 0 that survives JSON. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** How many bytes `text` takes as UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
