import { expect, it } from 'vitest';
import { modelSaying } from '../fakes.ts';
import { createPatientModel } from './model-patience.ts';
import type { LanguageModel } from '../ports.ts';
import { UpstreamError } from '../upstream-error.ts';

const never = new Promise<never>(() => undefined);
const FOREVER = 60_000;

it('breaks off an answer that has fallen silent, and keeps what was said [R12]', async () => {
  const { heard, error } = await listen(createPatientModel(modelSaying('반쯤', never), limits({ silenceMs: 20 })));
  expect(heard).toBe('반쯤');
  expect(error).toBeInstanceOf(UpstreamError);
});

it('breaks off an answer that never begins, even if the model is deaf to it [R11]', async () => {
  let wasToldToStop = false;
  const deaf: LanguageModel = {
    name: 'deaf',
    // eslint-disable-next-line require-yield -- it never gets that far
    async *stream(_, signal) {
      signal.addEventListener('abort', () => (wasToldToStop = true));
      await never;
    },
  };
  const { error } = await listen(createPatientModel(deaf, limits({ silenceMs: 20 })));
  expect(error).toBeInstanceOf(UpstreamError);
  expect(wasToldToStop).toBe(true);
});

it('breaks off an answer that finds no end', async () => {
  const endless: LanguageModel = {
    name: 'endless',
    async *stream(_, signal) {
      while (!signal.aborted) {
        yield { type: 'text', text: '가' };
        await new Promise(resolve => setImmediate(resolve));
      }
    },
  };
  const { heard, error } = await listen(createPatientModel(endless, limits({ answerMs: 30 })));
  expect(heard).toMatch(/^가+$/);
  expect(error).toBeInstanceOf(UpstreamError);
});

it('does not take a slow reader for a silent model', async () => {
  const model = createPatientModel(modelSaying('하나', '둘'), limits({ silenceMs: 20 }));
  const { heard, error } = await listen(model, () => new Promise(resolve => setTimeout(resolve, 60)));
  expect([heard, error]).toEqual(['하나둘', undefined]);
});

it('stops when it is told to [R13]', async () => {
  const stop = new AbortController();
  const model = createPatientModel(modelSaying('하나', never), limits({}));
  const { heard, error } = await listen(model, async () => stop.abort('stopped'), stop.signal);
  expect(heard).toBe('하나');
  expect(error).toBeInstanceOf(UpstreamError);
});

function limits({ silenceMs = FOREVER, answerMs = FOREVER }) {
  return { silenceMs, answerMs };
}

async function listen(
  model: LanguageModel,
  each: () => Promise<unknown> = async () => undefined,
  signal = new AbortController().signal,
) {
  let heard = '';
  let error: unknown;
  try {
    for await (const part of model.stream({ system: '', turns: [], maxTokens: 1 }, signal)) {
      heard += part.type === 'text' ? part.text : '';
      await each();
    }
  } catch (thrown) {
    error = thrown;
  }
  return { heard, error };
}
