import { createModel, type ModelEvent } from '@lex-chat/backend/functions/model';
import { WAITS } from '@lex-chat/backend/functions/waits';
import type { ModelSettings } from '@lex-chat/backend/functions/model-choice';
import { startSecrets, type LocalSecrets } from '@lex-chat/demo/secrets';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ANSWER, hungUp, listen, PROMPT } from './language-model.ts';
import { aimock } from './language-model-aimock.ts';
import type { Behaviour, StartModel } from './language-model-behaviour.ts';
import { startCompletions } from './language-model-completions.ts';

const answers: Behaviour = { does: 'answer', text: ANSWER, pieces: 5 };
const busy: Behaviour = { does: 'refuse', status: 429, code: 'rate_limit_exceeded', retryAfter: 1 };
const unpaid: Behaviour = { does: 'refuse', status: 429, code: 'insufficient_quota' };
const broken: Behaviour = { does: 'refuse', status: 500, code: 'server_error' };

let secrets: LocalSecrets;
beforeAll(async () => {
  secrets = await startSecrets({ ids: ['model-key'], folder: null });
});
afterAll(() => secrets.close());
beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', secrets.url);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'a');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'b');
  return () => vi.unstubAllEnvs();
});

/** The three protocols, each as `MODEL` chooses it. */
const configurations: readonly (readonly [string, StartModel, (url: string) => Partial<ModelSettings>])[] = [
  ['bedrock:any', aimock(2), () => ({})],
  ['openai:any', aimock(1), url => ({ MODEL_URL: `${url}/v1`, MODEL_KEY_SECRET_ID: 'model-key' })],
  ['openai-completions:any', startCompletions, url => ({ MODEL_URL: `${url}/v1`, MODEL_KEY_SECRET_ID: 'model-key' })],
];

describe.each(configurations)('%s', (MODEL, start, settings) => {
  const meet = async (...behaviours: readonly Behaviour[]) => {
    const standIn = await start(...behaviours);
    onTestFinished(() => standIn.close());
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', standIn.url);
    const events: ModelEvent['event'][] = [];
    // Whoever says something has the time that a busy machine takes.
    const silenceMs = behaviours.some(({ does }) => does === 'say-nothing') ? 300 : 2_000;
    const model = createModel(
      { MODEL, MODEL_MAX_TOKENS: '500', ...settings(standIn.url) },
      ({ event }) => events.push(event),
      { ...WAITS.model, patience: { silenceMs, answerMs: 20_000 }, retries: { ...WAITS.model.retries, baseMs: 20 } },
    );
    return { standIn, model, events };
  };

  it('answers at the third try, no sooner than it was asked to come back [R11]', async () => {
    const { model, standIn } = await meet(busy, busy, answers);
    const begun = performance.now();
    expect(await listen(model)).toMatchObject({ text: ANSWER, error: undefined });
    expect(performance.now() - begun).toBeGreaterThan(2_000);
    expect(standIn.requests).toHaveLength(3);
  });

  it('gives up after three tries [R11]', async () => {
    const { model, standIn } = await meet(broken);
    expect((await listen(model)).error).toMatchObject({ cure: 'retry' });
    expect(standIn.requests).toHaveLength(3);
  });

  it('hands on a longer wait instead of waiting [R11]', async () => {
    const { model, standIn } = await meet({ ...busy, retryAfter: 30 });
    expect((await listen(model)).error).toMatchObject({ retryAfterMs: 30_000 });
    expect(standIn.requests).toHaveLength(1);
  });

  it('does not ask twice with a wrong key, and calls the operator [R11]', async () => {
    const { model, standIn, events } = await meet({ does: 'refuse', status: 401, code: 'invalid_api_key' });
    expect((await listen(model)).error).toMatchObject({ cure: 'operator' });
    expect(standIn.requests).toHaveLength(1);
    expect(events).toEqual(['model-needs-operator']);
  });

  it('does not wait for a model that says nothing, and hangs up [R11]', async () => {
    const { model, standIn } = await meet({ does: 'say-nothing' });
    expect(await listen(model)).toMatchObject({ text: '', error: { cure: 'retry' } });
    await hungUp(standIn);
  });

  it('keeps what came before a silence, does not begin afresh, and hangs up [R12]', async () => {
    const { model, standIn } = await meet({ does: 'fall-silent', text: ANSWER }, answers);
    expect(await listen(model)).toMatchObject({ text: ANSWER, error: { cure: 'retry' } });
    expect(standIn.requests).toHaveLength(1);
    await hungUp(standIn);
  });

  it('leaves a model alone that failed ten times, and says so at once [R18]', async () => {
    const { model, standIn, events } = await meet(broken);
    for (let i = 0; i < 4; i++) await listen(model);
    expect(standIn.requests).toHaveLength(10);
    expect(events).toContain('circuit-opened');

    const begun = performance.now();
    const { error } = await listen(model);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(error?.retryAfterMs).toBeGreaterThan(25_000);
    expect(standIn.requests).toHaveLength(10);
  });

  it('lets no canary out, whole or split over deltas [R37]', async () => {
    for (const pieces of [1, 2, 3, 5, 8, 13, 36, 500]) {
      let canary = '';
      const leak = (asked: string) => {
        [canary = ''] = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/.exec(asked) ?? [];
        return `그럼요, ${canary} 이에요.`;
      };
      const { model } = await meet({ does: 'answer', text: leak, pieces });
      const { text, parts } = await listen(model);
      expect(canary).not.toBe('');
      expect(text).toBe('그럼요, ');
      expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'filtered' });
    }
  });

  it('does not recite its instructions [R37]', async () => {
    const instructions =
      'You are the helper of a small shop by the sea, and you know its pages by heart. Be kind to all.';
    const { model } = await meet({ does: 'answer', text: `I was told: ${instructions}`, pieces: 4 });
    const { text, parts } = await listen(model, undefined, undefined, { ...PROMPT, system: instructions });
    expect(text).toBe('I was told: ');
    expect(parts.at(-1)).toMatchObject({ reason: 'filtered' });
  });
});

it.each(configurations.slice(1))(
  '%s does not ask twice when nothing is left to spend, and calls the operator [R11]',
  async (MODEL, start, settings) => {
    const standIn = await start(unpaid, answers);
    onTestFinished(() => standIn.close());
    const events: ModelEvent['event'][] = [];
    const model = createModel({ MODEL, MODEL_MAX_TOKENS: '500', ...settings(standIn.url) }, ({ event }) =>
      events.push(event),
    );
    expect((await listen(model)).error).toMatchObject({ cure: 'operator' });
    expect(standIn.requests).toHaveLength(1);
    expect(events).toEqual(['model-needs-operator']);
  },
);
