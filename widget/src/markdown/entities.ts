import { characterNamed } from './entity-names.ts';

/** `text` with its character references replaced: numeric ones and the usual names. Others stay as they are. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (reference, decimal?: string, hex?: string, name?: string) => {
      if (name) return characterNamed(name) ?? reference;
      return characterOf(decimal ? Number(decimal) : parseInt(hex!, 16));
    },
  );
}

/** Zero, halves of pairs and what is no character at all are shown as what cannot be shown. */
function characterOf(code: number): string {
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\uFFFD';
}
