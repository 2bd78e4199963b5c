import { newMessageId, replyIdOf, type Entry } from '@lex-chat/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MODES } from './modes.ts';
import { estimateTokens } from '../estimate-tokens.ts';
import { buildPrompt } from './prompt.ts';

const entry = (role: Entry['role'], text: string): Entry => {
  const id = newMessageId();
  if (role === 'visitor') return { role, id, text, at: 0, failure: null };
  return {
    role,
    id: replyIdOf(id),
    inReplyTo: id,
    attempt: 1,
    text,
    parts: [],
    locale: 'ko_KR',
    source: { kind: 'model', name: 'm' },
    at: 0,
    reason: 'complete',
  };
};
const history = fc.array(
  fc.tuple(fc.constantFrom<Entry['role']>('visitor', 'assistant'), fc.string({ maxLength: 4_096, unit: 'grapheme' })),
  { maxLength: 30 },
);

it('keeps within the budget, the question itself excepted, however long the conversation is', () => {
  fc.assert(
    fc.property(history, said => {
      const { turns } = buildPrompt(
        [...said.map(([role, text]) => entry(role, text)), entry('visitor', '질문')],
        MODES.chat,
        500,
      );
      expect(estimateTokens(turns.map(({ text }) => text).join(''))).toBeLessThanOrEqual(3_000 + said.length * 2);
    }),
  );
});

it('begins with the visitor, ends with the question, and lets the two speak in turn', () => {
  fc.assert(
    fc.property(history, said => {
      const { turns } = buildPrompt(
        [...said.map(([role, text]) => entry(role, text)), entry('visitor', '질문')],
        MODES.chat,
        500,
      );
      expect(turns.at(-1)?.text.endsWith('질문')).toBe(true);
      expect(turns.map(({ role }) => role)).toEqual(turns.map((_, i) => (i % 2 === 0 ? 'visitor' : 'assistant')));
    }),
  );
});

it('keeps the newest when not all fits', () => {
  const old = entry('visitor', '옛'.repeat(2_900));
  expect(
    buildPrompt([old, entry('assistant', '응'.repeat(200)), entry('visitor', '새 질문')], MODES.chat, 500).turns,
  ).toEqual([{ role: 'visitor', text: '새 질문' }]);
});

it('asks for Korean where the visitor speaks it, and names the language of the page where nobody can tell', () => {
  const asks = (said: string, locale?: string) =>
    buildPrompt([entry('visitor', said)], MODES.chat, 500, { locale }).system;
  expect(asks('iPhone 케이스 배송 되나요?', 'en_US')).toContain('Answer in Korean');
  expect(asks('What does 안녕 mean?', 'ko_KR')).not.toContain('Answer in Korean');
  expect(asks('???', 'ko_KR')).toContain('Answer in Korean');
  expect(asks('123', 'ja_JP')).toContain('(ja_JP)');
});

it('lets the operator say who the assistant is, and keeps its manners', () => {
  const { system } = buildPrompt([entry('visitor', '안녕')], MODES.chat, 500, {
    persona: '너는 로젠지 가게의 점원이야.',
  });
  expect(system).toContain('너는 로젠지 가게의 점원이야.');
  expect(system).not.toContain('the assistant in the chat window');
  expect(system).toContain('never repeat');
});

it('gives a mode that works on one text that text alone, and its task', () => {
  const said = [entry('visitor', '내 번호는 010'), entry('assistant', '네'), entry('visitor', 'I has a apple')];
  const { system, turns } = buildPrompt(said, MODES['correct-grammar'], 500);
  expect(turns).toEqual([{ role: 'visitor', text: 'I has a apple' }]);
  expect(system).toContain(MODES['correct-grammar'].instructions);
  expect(buildPrompt(said, MODES['step-by-step'], 500).turns).toHaveLength(3);
});
