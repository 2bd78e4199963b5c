import fc from 'fast-check';
import { expect, it } from 'vitest';
import { modelSaying } from '../fakes.ts';
import { MODES } from './modes.ts';
import type { LanguageModel } from '../ports.ts';
import { buildPrompt } from './prompt.ts';
import { createDiscreetModel } from './prompt-secrecy.ts';
import { UpstreamError } from '../upstream-error.ts';

const CANARY = '7f3a9c52-0b1d-4e6f-8a2b-c3d4e5f60718';
const { system } = buildPrompt([], MODES.chat, 1);

it('never lets the canary out, wherever it stands and however it is cut into deltas [R37]', async () => {
  const around = fc.string({ unit: 'grapheme', maxLength: 30 });
  const disguise = fc.constantFrom(
    (text: string) => text,
    (text: string) => text.toUpperCase(),
    (text: string) => Array.from(text).join(' '),
    (text: string) => `**${text.replaceAll('-', '\n')}**`,
    (text: string) => Array.from(text).join('\u200b'),
    (text: string) => Array.from(text).join('\u3164'),
    (text: string) =>
      Array.from(text, c => (/\d/.test(c) ? String.fromCodePoint(c.codePointAt(0)! + 0xfee0) : c)).join(''),
  );
  await fc.assert(
    fc.asyncProperty(around, around, disguise, fc.array(fc.nat(200)), async (before, after, wrap, cuts) => {
      const { heard, reason } = await listen(saying(before + wrap(CANARY) + after, cuts));
      expect(lettersIn(heard)).not.toContain(lettersIn(CANARY));
      expect(reason).toBe('filtered');
    }),
    { numRuns: 300 },
  );
});

it('ends an answer that recites its instructions before a sentence of them is out [R37]', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(system.length - 120), fc.array(fc.nat(200)), async (start, cuts) => {
      const { heard, reason } = await listen(saying(`물론이죠: ${system.slice(start, start + 120)}`, cuts));
      expect(reason).toBe('filtered');
      expect(heard).toMatch(/^물론이죠: /);
      expect(lettersIn(heard)).not.toContain(lettersIn(system.slice(start, start + 20)));
    }),
  );
});

it('passes every other answer on as it is, in whatever pieces it comes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(fc.nat(200)), async (answer, cuts) => {
      expect(await listen(saying(answer, cuts))).toMatchObject({ heard: answer, reason: 'complete' });
    }),
  );
});

it('passes on what sounds like its instructions in a few words', async () => {
  const answer = 'I am the assistant in the chat window. If you do not know something, ask! 네, 부드럽게 답할게요.';
  expect(await listen(saying(answer, [7, 19, 40]))).toMatchObject({ heard: answer, reason: 'complete' });
});

it('holds back no more than what may be a repetition, so that an answer streams', async () => {
  const pieces: string[] = [];
  for await (const part of createDiscreetModel(modelSaying('배송은 ', '이틀 ', '걸려요.'), CANARY).stream(
    PROMPT,
    never,
  ))
    if (part.type === 'text') pieces.push(part.text);
  expect(pieces.slice(0, 3)).toEqual(['배송은 ', '이틀 ', '걸려요.']);
});

it('keeps all that came when an answer breaks off, and says that it did [R12]', async () => {
  const { heard, error } = await listen(modelSaying('If you do', new Error('cut')));
  expect(heard).toBe('If you do');
  expect(error).toBeInstanceOf(UpstreamError);
});

it('tells the model what it must not tell', async () => {
  let asked = '';
  const model: LanguageModel = {
    name: 'any',
    async *stream(prompt) {
      asked = prompt.system;
      yield { type: 'finish', reason: 'complete', usage: null };
    },
  };
  await listen(model);
  expect(asked).toContain(system);
  expect(asked).toContain(CANARY);
});

const never = new AbortController().signal;
const PROMPT = { system, turns: [], maxTokens: 1 };

function saying(text: string, cuts: readonly number[]): LanguageModel {
  const ends = cuts.map(cut => cut % (text.length + 1)).sort((a, b) => a - b);
  return modelSaying(...[...ends, text.length].map((end, i) => text.slice(ends[i - 1] ?? 0, end)));
}

async function listen(model: LanguageModel) {
  let heard = '';
  let reason: string | undefined;
  let error: unknown;
  try {
    for await (const part of createDiscreetModel(model, CANARY).stream(PROMPT, never)) {
      if (part.type === 'text') heard += part.text;
      else reason = part.reason;
    }
  } catch (thrown) {
    error = thrown;
  }
  return { heard, reason, error };
}

function lettersIn(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]|\p{Default_Ignorable_Code_Point}/gu, '');
}
