import fc from 'fast-check';
import { expect, it } from 'vitest';
import { afterFailure, atTime, CLOSED, createCircuitBreaker, type CircuitEvent } from './circuit-breaker.ts';
import { modelSaying } from '../fakes.ts';
import type { LanguageModel } from '../ports.ts';
import { UpstreamError, type Cure } from '../upstream-error.ts';

const TEN = 10;
const HALF_MINUTE = 30_000;
/** Milliseconds between one failure and the next. */
const gaps = fc.array(fc.oneof(fc.nat(10), fc.nat(5_000), fc.nat(60_000)), { maxLength: 60 });

it('opens exactly at the tenth failure within 30 s, and forgets them all when it closes', () => {
  fc.assert(
    fc.property(gaps, pauses => {
      let circuit = CLOSED;
      let now = 1_790_000_000_000;
      // What a patient reader of the log would say, who counts since the circuit was last closed.
      let counted: number[] = [];
      let openUntil = 0;
      for (const pause of pauses) {
        now += pause;
        circuit = afterFailure(circuit, now);
        if (now >= openUntil) {
          counted = [...counted, now].filter(at => at > now - HALF_MINUTE);
          if (counted.length === TEN) {
            openUntil = now + HALF_MINUTE;
            counted = [];
          }
        }
        expect(circuit.openUntil).toBe(now < openUntil ? openUntil : null);
      }
    }),
  );
});

it('is closed again 30 s later by itself, whatever happens meanwhile [R18]', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(HALF_MINUTE - 1)), meanwhile => {
      let circuit = CLOSED;
      for (let i = 0; i < TEN; i++) circuit = afterFailure(circuit, 0);
      for (const at of meanwhile.sort((a, b) => a - b)) circuit = afterFailure(circuit, at);
      expect(atTime(circuit, HALF_MINUTE - 1).openUntil).toBe(HALF_MINUTE);
      expect(atTime(circuit, HALF_MINUTE)).toEqual(CLOSED);
    }),
  );
});

it('never remembers more than nine failures', () => {
  fc.assert(
    fc.property(gaps, pauses => {
      let now = 0;
      let circuit = CLOSED;
      for (const pause of pauses) circuit = afterFailure(circuit, (now += pause));
      expect(circuit.failures.length).toBeLessThan(TEN);
    }),
  );
});

it('does not ask the model while it is open, says how long that lasts, and asks again after it [R18]', async () => {
  const { model, asked, world, events } = breaking('retry');
  for (let i = 0; i < TEN; i++) await ask(model);
  expect(events.map(({ event }) => event)).toEqual(['circuit-opened']);

  world.now += 10_000;
  expect(await ask(model)).toMatchObject({ cure: 'retry', retryAfterMs: 20_000 });
  expect(asked()).toBe(TEN);

  world.now += 20_000;
  await ask(model);
  expect(asked()).toBe(TEN + 1);
});

it('does not let a visitor open it, by what is refused or stopped', async () => {
  const refusing = breaking('none');
  for (let i = 0; i < 2 * TEN; i++) await ask(refusing.model);
  expect(refusing.asked()).toBe(2 * TEN);

  const stopped = breaking('retry');
  for (let i = 0; i < 2 * TEN; i++) await ask(stopped.model, AbortSignal.abort('stopped'));
  expect(stopped.asked()).toBe(2 * TEN);
});

it('passes an answer on as it comes', async () => {
  const model = createCircuitBreaker(modelSaying('안녕', '하세요'), () => undefined);
  const texts: string[] = [];
  for await (const part of model.stream(PROMPT, new AbortController().signal))
    texts.push(part.type === 'text' ? part.text : part.reason);
  expect(texts).toEqual(['안녕', '하세요', 'complete']);
});

const PROMPT = { system: '', turns: [], maxTokens: 1 };

function breaking(cure: Cure) {
  const world = { now: 1_790_000_000_000 };
  const events: CircuitEvent[] = [];
  let count = 0;
  const broken: LanguageModel = {
    name: 'broken',
    // eslint-disable-next-line require-yield -- it never gets that far
    async *stream() {
      count++;
      throw new UpstreamError('bedrock', { cause: 'down', cure });
    },
  };
  const model = createCircuitBreaker(
    broken,
    event => events.push(event),
    () => world.now,
  );
  return { model, asked: () => count, world, events };
}

async function ask(model: LanguageModel, signal = new AbortController().signal): Promise<unknown> {
  try {
    await model.stream(PROMPT, signal)[Symbol.asyncIterator]().next();
  } catch (error) {
    return error;
  }
  return undefined;
}
