import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isModeName, MODES, type ModeName } from './modes.ts';

const names = Object.keys(MODES) as ModeName[];

/** Answers as models give them: in the form asked for, and wrapped up in Markdown, greetings and explanations. */
const ANSWERS: Readonly<Record<ModeName, readonly (readonly [answer: string, read: readonly string[]])[]>> = {
  chat: [['  안녕하세요!\n', ['안녕하세요!']]],
  translate: [['Delivery takes two days.\n', ['Delivery takes two days.']]],
  'correct-grammar': [['며칠 걸려요?', ['며칠 걸려요?']]],
  sentiment: [
    ['Sentiment: positive\n손님이 기뻐하고 있어요.', ['positive']],
    ['Here you are:\n\n**Sentiment:** Negative\n\nThe parcel is late.', ['Negative']],
    ['- sentiment: mixed', ['mixed']],
    ['I cannot tell.', []],
    ['Sentiment: positively glowing', []],
  ],
  'extract-email': [
    ['- kim@example.com\n- 박.서준+chat@예시.한국', ['kim@example.com', '박.서준+chat@예시.한국']],
    [
      'The addresses are:\n\n* `a.b-c@mail.example.co.kr`\n* [x@y.io](mailto:x@y.io)',
      ['a.b-c@mail.example.co.kr', 'x@y.io'],
    ],
    ['1. kim@example.com (the sender)', ['kim@example.com']],
    ['none', []],
  ],
  'redact-pii': [['[NAME]님, [PHONE]으로 전화 주세요.', ['[NAME]님, [PHONE]으로 전화 주세요.']]],
  'step-by-step': [
    ['1. 3 × 4 = 12\n2. 12 + 5 = 17\n\nAnswer: 17', ['17']],
    ['1. 둘을 더해요.\n\n**답:** 5,000원', ['5,000원']],
    ['Answer: first thought\n2. wait\nAnswer: 42', ['42']],
    ['1. Nothing follows.', []],
  ],
  'extract-times': [
    ['- 2026-12-24T18:30 | “크리스마스이브 저녁 여섯 시 반”\n- 14:00 | 2 pm', ['2026-12-24T18:30', '14:00']],
    ['* 2026-12-24 | Christmas Eve\n* next week | unclear', ['2026-12-24']],
    ['none', []],
  ],
};

it.each(names)('reads an answer of the mode “%s” by its form, whatever stands around it', name => {
  for (const [answer, read] of ANSWERS[name]) expect(MODES[name].read(answer)).toEqual(read);
});

it('reads the same from an answer that is indented or has an explanation before it', () => {
  const explanation = fc.constantFrom('', 'Sure!\n\n', '네, 알려 드릴게요.\n', '```\n');
  fc.assert(
    fc.property(
      fc.constantFrom<ModeName>('sentiment', 'extract-email', 'step-by-step', 'extract-times'),
      explanation,
      (name, before) => {
        const [answer, read] = ANSWERS[name][0]!;
        expect(MODES[name].read(before + answer)).toEqual(read);
      },
    ),
  );
});

it('never fails at an answer, and finds nothing in an empty one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.string({ unit: 'grapheme' }), (name, answer) => {
      for (const found of MODES[name].read(answer)) expect(answer).toContain(found);
      expect(MODES[name].read('  \n')).toEqual([]);
    }),
  );
});

it('reads even a very long answer at once', () => {
  const answers = [
    '- '.repeat(50_000),
    ' '.repeat(100_000),
    `Answer: ${' *'.repeat(50_000)}x`,
    'a@'.repeat(50_000),
    'a'.repeat(100_000),
    '\n'.repeat(100_000),
    `- ${'a'.repeat(100_000)}`,
    `- ${'a@'.repeat(50_000)}`,
  ];
  for (const name of names) {
    for (const answer of answers) {
      const begun = performance.now();
      MODES[name].read(answer);
      expect(performance.now() - begun, `${name} of ${answer.slice(0, 12)}`).toBeLessThan(1_000);
    }
  }
});

it('knows its own names only', () => {
  expect(names.every(isModeName)).toBe(true);
  expect(['Chat', '', 'toString', '__proto__', null, 3, ['chat']].some(isModeName)).toBe(false);
});

it('calls each mode by its name', () => {
  expect(names.map(name => MODES[name].name)).toEqual(names);
});
