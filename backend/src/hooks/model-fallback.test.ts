import { expect, it, describe } from 'vitest';
import { modelSaying } from '../conversation/fakes.ts';
import type { LanguageModel, Prompt } from '../conversation/ports.ts';
import { fakeEvent, type GivenEvent } from './fake-event.ts';
import { checkResponse } from './kit/check-response.ts';
import { createModelFallback } from './model-fallback.ts';

const NEVER = new AbortController().signal;

describe('an answer', () => {
  it('is said by the model, and closes the intent', async () => {
    const { texts, sessionState } = await ask(modelSaying('서울에서 ', '부산까지는 ', '세 시간쯤 걸려요.'));
    expect(texts).toEqual(['서울에서 부산까지는 세 시간쯤 걸려요.']);
    expect(sessionState).toMatchObject({ dialogAction: { type: 'Close' }, intent: { state: 'Fulfilled' } });
  });

  it('comes in several messages when it is long, and says so when it is cut', async () => {
    const { texts } = await ask(
      modelSaying(...Array.from({ length: 40 }, () => `${'긴 문장이에요. '.repeat(60)}\n\n`)),
    );
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.at(-1)).toContain('답이 길어서 여기까지만 말씀드려요.');
  });

  it('knows what was said before', async () => {
    const prompts: Prompt[] = [];
    const { sessionState } = await ask(listening(prompts), { says: '부산까지 얼마나 걸려?' });
    await ask(listening(prompts), { says: '대구는?', attributes: sessionState.sessionAttributes });
    expect(prompts.at(-1)!.turns).toEqual([
      { role: 'visitor', text: '부산까지 얼마나 걸려?' },
      { role: 'assistant', text: '세 시간이요.' },
      { role: 'visitor', text: '대구는?' },
    ]);
  });

  it('forgets the oldest before the session is full', async () => {
    let attributes: Readonly<Record<string, string>> = {};
    for (let i = 0; i < 20; i++) {
      const { sessionState } = await ask(modelSaying('가'.repeat(900)), {
        says: `${i} ${'나'.repeat(500)}`,
        attributes,
      });
      attributes = sessionState.sessionAttributes;
    }
    expect(attributes['modelTurns']!.length).toBeLessThan(4_096);
    const prompts: Prompt[] = [];
    await ask(listening(prompts), { attributes });
    expect(prompts[0]!.turns.at(0)!.text).not.toMatch(/^0 /);
  });
});

describe('a model that fails', () => {
  it('before its first word gives an apology', async () => {
    const { texts, sessionState, warnings } = await ask(modelSaying(new Error('down')));
    expect(texts).toEqual(['지금은 답을 드리기 어려워요. 잠시 뒤에 다시 물어봐 주세요.']);
    expect(sessionState.intent.state).toBe('Failed');
    expect(warnings).toEqual(['hook-model-failed']);
  });

  it('half-way gives what it has said, and a word that there was more', async () => {
    const { texts } = await ask(modelSaying('서울에서 부산까지는', new Error('cut')), { localeId: 'en_US' });
    expect(texts).toEqual(['서울에서 부산까지는…\n\nMy answer broke off. Please ask me once more.']);
  });

  it('hangs no longer than the deadline, whether it heeds it or not', async () => {
    const deadline = AbortSignal.timeout(20);
    const deaf: LanguageModel = {
      name: 'deaf',
      async *stream() {
        yield { type: 'text', text: '음' };
        await new Promise(() => undefined);
      },
    };
    expect((await ask(deaf, {}, deadline)).texts).toEqual(['음…\n\n답이 도중에 끊겼어요. 한 번 더 물어봐 주세요.']);
    expect((await ask(modelSaying(new Promise(() => undefined)), {}, deadline)).texts).toHaveLength(1);
  });

  it('without an end mark counts as broken off, with nothing to say as failed', async () => {
    const silent: LanguageModel = { name: 'silent', async *stream() {} };
    expect((await ask(silent)).sessionState.intent.state).toBe('Failed');
    expect((await ask(modelSaying(' '))).sessionState.intent.state).toBe('Failed');
  });
});

it('is told to stop once nobody could hear more', async () => {
  const signals: AbortSignal[] = [];
  const endless: LanguageModel = {
    name: 'endless',
    async *stream(_, signal) {
      signals.push(signal);
      for (;;) yield { type: 'text', text: 'x'.repeat(1_000) };
    },
  };
  await ask(endless);
  expect(signals[0]!.aborted).toBe(true);
});

it('keeps silent for our own service, which asks the model itself', async () => {
  const prompts: Prompt[] = [];
  const { texts } = await ask(listening(prompts), { attributes: { 'lex-chat:message': 'id' } });
  expect([texts, prompts]).toEqual([[], []]);
});

async function ask(model: LanguageModel, given: GivenEvent = {}, deadline: AbortSignal = NEVER) {
  const warnings: string[] = [];
  const hook = createModelFallback({ model, maxTokens: 500, warn: event => void warnings.push(event) });
  const event = fakeEvent({ intent: 'FallbackIntent', source: 'FulfillmentCodeHook', says: '질문', ...given });
  const response = await hook(event, deadline);
  checkResponse(event, response);
  const texts = (response.messages ?? []).map(message => (message.contentType === 'PlainText' ? message.content : ''));
  return { texts, warnings, sessionState: response.sessionState };
}

function listening(prompts: Prompt[]): LanguageModel {
  return {
    name: 'listening',
    async *stream(prompt) {
      prompts.push(prompt);
      yield { type: 'text', text: '세 시간이요.' };
      yield { type: 'finish', reason: 'complete', usage: null };
    },
  };
}
