import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readEvents } from './server-sent-events.ts';

const encoder = new TextEncoder();

async function read(bytes: Uint8Array, cuts: readonly number[] = []): Promise<string[]> {
  const ends = [...cuts].map(cut => cut % (bytes.length + 1)).sort((a, b) => a - b);
  const pieces = [...ends, bytes.length].map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
  const body = (async function* () {
    yield* pieces;
  })();
  const events: string[] = [];
  for await (const event of readEvents(body)) events.push(event);
  return events;
}

it('reads the same events however the bytes are cut up, within characters and line ends too', async () => {
  const lines = fc.array(
    fc.constantFrom('data: 안녕 👋', 'data:{"a":1}', 'data', ': comment', 'event: x', '', '', 'id: 7'),
  );
  const ending = fc.constantFrom('\n', '\r\n', '\r');
  await fc.assert(
    fc.asyncProperty(lines, ending, fc.array(fc.nat()), async (said, end, cuts) => {
      const bytes = encoder.encode(said.map(line => line + end).join(''));
      expect(await read(bytes, cuts)).toEqual(await read(bytes));
    }),
  );
});

it('joins the lines of one event and passes over everything that is no data', async () => {
  const stream = ': hello\nevent: a\ndata: one\ndata:two\nid: 3\n\n\n\ndata\n\n';
  expect(await read(encoder.encode(stream))).toEqual(['one\ntwo', '']);
});

it('drops an event that broke off', async () => {
  expect(await read(encoder.encode('data: whole\n\ndata: half'))).toEqual(['whole']);
  expect(await read(encoder.encode('data: whole\n\ndata: half\n'))).toEqual(['whole']);
  expect(await read(encoder.encode('data: whole\r\r'))).toEqual(['whole']);
});

it('does not fill the memory with a line that never ends', async () => {
  await expect(read(encoder.encode('x'.repeat(1_000_001)))).rejects.toThrow('too long');
  await expect(read(encoder.encode(`data: ${'x'.repeat(99_999)}\n`.repeat(11)))).rejects.toThrow('too long');
});
