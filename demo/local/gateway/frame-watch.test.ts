import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameWatch } from './frame-watch.ts';

const LIMIT = 32_768;

describe('the frame watch', () => {
  it('sees the same frames however their bytes are cut', () => {
    const frames = fc.array(
      fc.record({
        length: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: LIMIT - 2, max: LIMIT + 2 })),
        opcode: fc.constantFrom(0x0, 0x1, 0x2, 0x9),
        final: fc.boolean(),
        masked: fc.boolean(),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(frames, fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1 }), (wanted, cuts) => {
        const bytes = Buffer.concat(wanted.map(frame));
        const watch = createFrameWatch(LIMIT);
        let exceeded = false;
        for (let from = 0, i = 0; from < bytes.length && !exceeded; i += 1) {
          const to = from + cuts[i % cuts.length]!;
          exceeded = watch.exceeds(bytes.subarray(from, to));
          from = to;
        }
        expect(exceeded).toBe(wanted.some(({ length }) => length > LIMIT));
        if (!exceeded) {
          expect(watch.finished()).toBe(wanted.length);
          const last = wanted.findLast(({ opcode }) => opcode < 8);
          expect(watch.isWithinMessage()).toBe(last !== undefined && !last.final);
        }
      }),
    );
  });

  it('notices a frame of gigabytes by its head', () => {
    const head = Buffer.from([0x81, 0xff, 0, 0, 0, 2, 0, 0, 0, 0, 1, 2, 3, 4]);
    expect(createFrameWatch(LIMIT).exceeds(head)).toBe(true);
  });

  it('knows that a frame is unfinished', () => {
    const watch = createFrameWatch(LIMIT);
    const bytes = frame({ length: 5, opcode: 1, final: true, masked: true });
    watch.exceeds(bytes.subarray(0, 1));
    expect(watch.isWithinMessage()).toBe(true);
    watch.exceeds(bytes.subarray(1, 8));
    expect(watch.isWithinMessage()).toBe(true);
    watch.exceeds(bytes.subarray(8));
    expect(watch.isWithinMessage()).toBe(false);
  });
});

function frame({
  length,
  opcode,
  final,
  masked,
}: {
  length: number;
  opcode: number;
  final: boolean;
  masked: boolean;
}): Buffer {
  const head = [opcode | (final ? 0x80 : 0)];
  const mask = masked ? 0x80 : 0;
  if (length < 126) head.push(length | mask);
  else head.push(126 | mask, length >> 8, length & 0xff);
  return Buffer.concat([Buffer.from(head), Buffer.alloc(masked ? 4 : 0, 7), Buffer.alloc(length, 9)]);
}
