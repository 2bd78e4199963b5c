import type { LanguageModel, ModelPart, Prompt } from '@lex-chat/backend/conversation/ports';
import { UpstreamError } from '@lex-chat/backend/conversation/upstream-error';
import { describe, expect, it, onTestFinished } from 'vitest';
import { USAGE, type Behaviour, type ModelStandIn, type StartModel } from './language-model-behaviour.ts';

/** What every model must do, wherever it is. `open` makes the adapter for a stand-in's address. */
export function describeLanguageModel(name: string, start: StartModel, open: (url: string) => LanguageModel): void {
  const meet = async (...behaviours: readonly Behaviour[]) => {
    const standIn = await start(...behaviours);
    onTestFinished(() => standIn.close());
    return { standIn, model: open(standIn.url) };
  };

  describe(name, () => {
    it('gives an answer piece by piece, then its end and what it took', async () => {
      const { model } = await meet({ does: 'answer', text: ANSWER, pieces: 3 });
      const { text, parts, error } = await listen(model);
      expect(error).toBeUndefined();
      expect(text).toBe(ANSWER);
      expect(parts.filter(part => part.type === 'text' && part.text !== '').length).toBeGreaterThan(4);
      expect(parts.at(-1)).toEqual({ type: 'finish', reason: 'complete', usage: USAGE });
      expect(parts.filter(({ type }) => type === 'finish')).toHaveLength(1);
    });

    it('asks with the instructions, the turns in their order and the token cap [R42]', async () => {
      const { model, standIn } = await meet({ does: 'answer', text: ANSWER, pieces: 9 });
      await listen(model);
      const [asked] = standIn.requests;
      expect(asked).toContain('가게의 도우미예요.');
      expect(asked).toMatch(/첫 질문.*첫 대답.*둘째 질문/s);
      expect(asked).toMatch(/"max\w+":77\b/i);
    });

    it('tells an answer that was cut at the cap from one that is whole', async () => {
      const { model } = await meet({ does: 'answer', text: ANSWER, pieces: 9, end: 'length' });
      expect((await listen(model)).parts.at(-1)).toMatchObject({ type: 'finish', reason: 'length' });
    });

    it('keeps what came before the line broke, and says that it broke [R12]', async () => {
      const { model } = await meet({ does: 'break-off', text: ANSWER });
      expect(await listen(model)).toMatchObject({ text: ANSWER, error: { cure: 'retry' } });
    });

    it('takes no answer without a stream for an answer [R12]', async () => {
      const { model } = await meet({ does: 'garble' });
      expect(await listen(model)).toMatchObject({ text: '', error: { cure: 'retry' } });
    });

    it('says how long it is to be left alone [R11]', async () => {
      const { model } = await meet({ does: 'refuse', status: 429, code: 'rate_limit_exceeded', retryAfter: 7 });
      expect((await listen(model)).error).toMatchObject({ cure: 'retry', retryAfterMs: 7_000 });
    });

    it('knows which refusals waiting helps against [R11]', async () => {
      const cures = {
        500: 'retry',
        503: 'retry',
        429: 'retry',
        401: 'operator',
        403: 'operator',
        400: 'none',
      } as const;
      for (const [status, cure] of Object.entries(cures)) {
        const { model } = await meet({ does: 'refuse', status: Number(status), code: 'some_code' });
        expect((await listen(model)).error, status).toMatchObject({ cure });
      }
    });

    it('tells nothing of what the vendor said to whoever reads the error [R11]', async () => {
      const { model } = await meet({ does: 'refuse', status: 401, code: 'invalid_api_key' });
      const { error } = await listen(model);
      expect(error?.message).not.toContain('vendor');
    });

    it('fails when nobody is there', async () => {
      const { model, standIn } = await meet({ does: 'say-nothing' });
      await standIn.close();
      expect((await listen(model)).error).toMatchObject({ cure: 'retry' });
    });

    it.each([
      ['before it has said anything', { does: 'say-nothing' }],
      ['in the middle of an answer', { does: 'fall-silent', text: ANSWER }],
    ] as const)('hangs up when it is stopped %s [R13]', async (_, behaviour) => {
      const { model, standIn } = await meet(behaviour);
      const stop = new AbortController();
      const heard = listen(model, stop.signal, part => {
        if (part.type === 'text' && part.text !== '') stop.abort('stopped');
      });
      await expect.poll(() => standIn.requests.length).toBe(1);
      if (behaviour.does === 'say-nothing') stop.abort('stopped');

      expect((await heard).text).toBe(behaviour.does === 'say-nothing' ? '' : ANSWER);
      expect((await heard).error).toBeInstanceOf(UpstreamError);
      await hungUp(standIn);
    });

    it('hangs up when nobody listens any more', async () => {
      const { model, standIn } = await meet({ does: 'fall-silent', text: ANSWER });
      for await (const part of model.stream(PROMPT, new AbortController().signal)) {
        if (part.type === 'text' && part.text !== '') break;
      }
      await hungUp(standIn);
    });
  });
}

export const ANSWER = '배송은 보통 이틀 걸려요 👋🏽 제주는 나흘쯤요.';

export const PROMPT: Prompt = {
  system: '가게의 도우미예요.',
  turns: [
    { role: 'visitor', text: '첫 질문' },
    { role: 'assistant', text: '첫 대답' },
    { role: 'visitor', text: '둘째 질문' },
  ],
  maxTokens: 77,
};

export interface Heard {
  readonly text: string;
  readonly parts: readonly ModelPart[];
  readonly error: UpstreamError | undefined;
}

/** All that a model has to say, and how it ended. Anything thrown but an `UpstreamError` is thrown on. */
export async function listen(
  model: LanguageModel,
  signal: AbortSignal = new AbortController().signal,
  each: (part: ModelPart) => void = () => undefined,
  prompt: Prompt = PROMPT,
): Promise<Heard> {
  const parts: ModelPart[] = [];
  let error: UpstreamError | undefined;
  try {
    for await (const part of model.stream(prompt, signal)) {
      parts.push(part);
      each(part);
    }
  } catch (thrown) {
    if (!(thrown instanceof UpstreamError)) throw thrown;
    error = thrown;
  }
  return { text: parts.map(part => (part.type === 'text' ? part.text : '')).join(''), parts, error };
}

/** Bedrock bills an answer to its end unless the connection is closed. */
export async function hungUp(standIn: ModelStandIn): Promise<void> {
  await expect.poll(standIn.answering, { timeout: 2_000 }).toBe(0);
}
