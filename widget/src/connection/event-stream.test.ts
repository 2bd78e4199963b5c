import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEventParser, readEvents } from './event-stream.ts';

const STREAM =
  '\ufeff:\n\nevent: session\ndata: {"token":"x"}\n\ndata:{"a":1}\r\n\r\n: word\rdata: 두 줄\rdata: 😀\r\rdata: x\r\ndata: y\r\n\r\nid: 7\ndata\n\ndata: cut off';
const EVENTS = ['{"token":"x"}', '{"a":1}', '두 줄\n😀', 'x\ny'];

const streamOf = (chunks: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

/** Any UTF-16 code unit, half of them ASCII. fast-check's own `binary` takes a second to make. */
const anything = fc.oneof(fc.nat(0x7f), fc.nat(0xffff)).map(unit => String.fromCharCode(unit));

it('reads the same events, wherever the bytes are cut', async () => {
  const bytes = new TextEncoder().encode(STREAM);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length)), async cuts => {
      const ends = [...cuts.sort((a, b) => a - b), bytes.length];
      const chunks = ends.map((end, i) => bytes.slice(ends[i - 1] ?? 0, end));
      const events: string[] = [];
      for await (const event of readEvents(streamOf(chunks))) events.push(event);
      expect(events).toEqual(EVENTS);
    }),
  );
});

it('never throws, whatever comes', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: anything })), chunks => {
      const parse = createEventParser();
      for (const chunk of chunks) parse(chunk);
    }),
  );
});

it('hears of every sign of life, a comment too', async () => {
  let chunks = 0;
  const body = streamOf([new TextEncoder().encode(':\n\n'), new TextEncoder().encode(':\n\n')]);
  for await (const event of readEvents(body, () => chunks++)) expect.fail(event);
  expect(chunks).toBe(2);
});

it('hands the failure of a stream on', async () => {
  const broken = new ReadableStream<Uint8Array>({ start: controller => controller.error(new Error('reset')) });
  await expect(readEvents(broken).next()).rejects.toThrow('reset');
});
