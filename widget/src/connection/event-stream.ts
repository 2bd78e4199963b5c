/**
 * The data of each server-sent event in `body`. Ends with the body; throws what the body throws. `onChunk` hears of
 * every sign of life, comments too.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onChunk: () => void = () => undefined,
): AsyncGenerator<string> {
  const parse = createEventParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onChunk();
      yield* parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    // Tells the service that nobody listens any more; a body that has failed has nobody to tell.
    reader.cancel().catch(() => undefined);
  }
}

/** Takes a stream as it comes, cut anywhere, and answers the data of the events that have become whole. */
export function createEventParser(): (chunk: string) => readonly string[] {
  let rest = '';
  let data: string[] = [];

  return chunk => {
    // A carriage return at the very end may be half of a line end.
    const lines = (rest + chunk).split(/\r\n|\n|\r(?=[^])/);
    rest = lines.pop()!;
    const events: string[] = [];
    for (const line of lines) {
      if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
      if (line !== '' || data.length === 0) continue;
      events.push(data.join('\n'));
      data = [];
    }
    return events;
  };
}
