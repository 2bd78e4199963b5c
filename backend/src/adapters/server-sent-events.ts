/** Longest line and longest event we keep, in UTF-16 code units. A token takes a few hundred. */
const MAX_LENGTH = 1_000_000;

/**
 * The data of each server-sent event, however the bytes were cut up. Comments, names and ids are passed over, and an
 * event that its empty line never ended is dropped, as the standard wants. Throws on a line without end.
 */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let data: string[] = [];
  let length = 0;
  for await (const line of readLines(body)) {
    if (line === '') {
      if (data.length > 0) yield data.join('\n');
      data = [];
      length = 0;
    } else if (line === 'data' || line.startsWith('data:')) {
      const value = line.slice('data:'.length).replace(/^ /, '');
      length += value.length;
      if (length > MAX_LENGTH) throw new Error('a server-sent event is too long');
      data.push(value);
    }
  }
}

/** Lines end with LF, CRLF or CR. What follows the last end is no line. */
async function* readLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    rest += decoder.decode(bytes, { stream: true });
    // A CR at the very end may be the first half of a CRLF.
    const whole = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
    const lines = whole.split(/\r\n|\n|\r/);
    const unfinished = lines.pop() ?? '';
    yield* lines;
    rest = unfinished + rest.slice(whole.length);
    if (rest.length > MAX_LENGTH) throw new Error('a line of server-sent events is too long');
  }
  if (rest.endsWith('\r')) yield rest.slice(0, -1);
}
