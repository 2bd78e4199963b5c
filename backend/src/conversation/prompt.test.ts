import { newMessageId, replyIdOf, type Entry } from '@lex-chat/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildPrompt, estimateTokens } from './prompt.ts';

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
      const { turns } = buildPrompt([...said.map(([role, text]) => entry(role, text)), entry('visitor', '질문')], 500);
      expect(estimateTokens(turns.map(({ text }) => text).join(''))).toBeLessThanOrEqual(3_000 + said.length * 2);
    }),
  );
});

it('begins with the visitor, ends with the question, and lets the two speak in turn', () => {
  fc.assert(
    fc.property(history, said => {
      const { turns } = buildPrompt([...said.map(([role, text]) => entry(role, text)), entry('visitor', '질문')], 500);
      expect(turns.at(-1)?.text.endsWith('질문')).toBe(true);
      expect(turns.map(({ role }) => role)).toEqual(turns.map((_, i) => (i % 2 === 0 ? 'visitor' : 'assistant')));
    }),
  );
});

it('keeps the newest when not all fits', () => {
  const old = entry('visitor', '옛'.repeat(2_900));
  expect(buildPrompt([old, entry('assistant', '응'.repeat(200)), entry('visitor', '새 질문')], 500).turns).toEqual([
    { role: 'visitor', text: '새 질문' },
  ]);
});

it('counts Korean as more than English of the same length', () => {
  expect(estimateTokens('안녕하세요')).toBe(5);
  expect(estimateTokens('hello')).toBe(2);
  expect(estimateTokens('👋')).toBe(1);
});
