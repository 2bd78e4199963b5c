/** Text as people save it: UTF-8, UTF-16 with its mark, or the Korean encoding in which older Excel writes CSV; undefined for what is no text. */
export function readText(bytes: Uint8Array): string | undefined {
  const text = decode(bytes, encodingOf(bytes)) ?? decode(bytes, 'euc-kr');
  if (text === undefined || NOT_TEXT.test(text)) return undefined;
  return text.replaceAll(/\r\n?/g, '\n');
}

/** Controls that no text holds but programs and pictures do. */
// eslint-disable-next-line no-control-regex -- those are what is looked for
const NOT_TEXT = /[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]/;

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Without the mark of the encoding; undefined where a byte fits none of its characters. */
function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Another encoding, or no text.
    return undefined;
  }
}
