import { expect, it } from 'vitest';
import { modelSaying } from '../fakes.ts';
import { createRetryingModel, type RetryEvent } from './model-retries.ts';
import type { LanguageModel } from '../ports.ts';
import { UpstreamError, type UpstreamFault } from '../upstream-error.ts';

it('asks again after a failure, waiting a little longer each time [R11]', async () => {
  const { heard, waits, events } = await converse([fault({}), fault({}), modelSaying('네')]);
  expect(heard).toBe('네');
  expect(waits).toEqual([800, 1_600]);
  expect(events).toEqual(['model-retried', 'model-retried']);
});

it('gives up after three tries [R11]', async () => {
  const { error, asked } = await converse([fault({})]);
  expect(error).toBeInstanceOf(UpstreamError);
  expect(asked).toBe(3);
});

it('never comes back sooner than the service asks', async () => {
  const { waits } = await converse([fault({ retryAfterMs: 2_000 }), modelSaying('네')]);
  expect(waits).toEqual([2_800]);
});

it('hands on a wait that is longer than a visitor would wait [R11]', async () => {
  const { error, asked } = await converse([fault({ retryAfterMs: 20_000 })]);
  expect(error).toMatchObject({ retryAfterMs: 20_000 });
  expect(asked).toBe(1);
});

it('calls the operator where only they can help, and does not ask again [R11]', async () => {
  const { asked, events } = await converse([fault({ cure: 'operator' })]);
  expect(asked).toBe(1);
  expect(events).toEqual(['model-needs-operator']);
});

it('does not repeat a request that was refused for what it is', async () => {
  const { asked, events } = await converse([fault({ cure: 'none' })]);
  expect(asked).toBe(1);
  expect(events).toEqual([]);
});

it('costs nothing only if no try may have', async () => {
  expect((await converse([fault({ isFree: true })])).error).toMatchObject({ isFree: true });
  const { error } = await converse([fault({}), fault({ isFree: true, retryAfterMs: 20_000 })]);
  expect(error).toMatchObject({ isFree: false, retryAfterMs: 20_000 });
});

it('does not begin afresh what has been shown [R12]', async () => {
  const { heard, error, asked } = await converse([modelSaying('반쯤', new Error('cut'))]);
  expect([heard, asked]).toEqual(['반쯤', 1]);
  expect(error).toBeInstanceOf(UpstreamError);
});

it('begins afresh when there were only signs of life', async () => {
  const { heard, asked } = await converse([modelSaying('', new Error('cut')), modelSaying('네')]);
  expect([heard, asked]).toEqual(['네', 2]);
});

it('begins no further try when too much time has gone by', async () => {
  const { asked } = await converse([fault({})], { lasts: 5_000 });
  expect(asked).toBe(1);
});

it('does not ask again when it was stopped [R13]', async () => {
  const { asked } = await converse([fault({})], { signal: AbortSignal.abort('stopped') });
  expect(asked).toBe(1);
});

const PROMPT = { system: '', turns: [], maxTokens: 1 };

function fault(given: Partial<UpstreamFault>): LanguageModel {
  return {
    name: 'faulty',
    // eslint-disable-next-line require-yield -- it never gets that far
    async *stream() {
      throw new UpstreamError('openai', { cause: 'fault', ...given });
    },
  };
}

/** Holds one turn with models that answer one try each, the last one all that follow; every try `lasts` so long. */
async function converse(models: readonly LanguageModel[], { lasts = 0, signal = new AbortController().signal } = {}) {
  const waits: number[] = [];
  const events: RetryEvent['event'][] = [];
  let now = 0;
  let asked = 0;
  const model = createRetryingModel(
    {
      name: 'any',
      stream(prompt, given) {
        now += lasts;
        return models[Math.min(asked++, models.length - 1)]!.stream(prompt, given);
      },
    },
    ({ event }) => events.push(event),
    {
      now: () => now,
      random: () => 1,
      async pause(ms) {
        waits.push(ms);
        now += ms;
      },
    },
  );

  let heard = '';
  let error: unknown;
  try {
    for await (const part of model.stream(PROMPT, signal)) heard += part.type === 'text' ? part.text : '';
  } catch (thrown) {
    error = thrown;
  }
  return { heard, error, asked, waits, events };
}
