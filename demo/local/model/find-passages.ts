import type { Language, Passage } from './passage.ts';
import { isAsking } from './synonyms.ts';
import { likeness, stemsOf } from './words.ts';

export interface Match {
  readonly passage: Passage;
  /** How much of the question the passage speaks of: 0 nothing, 1 all of it, more when its heading does. */
  readonly score: number;
}

/** What is asked, with what was asked before it. */
export interface Question {
  readonly text: string;
  readonly earlier: readonly string[];
  readonly language: Language;
}

/** Finds the passages that a question is about, best first. Equal ones keep the order of the site. */
export type FindPassages = (question: Question) => readonly Match[];

export function createFinder(passages: readonly Passage[]): FindPassages {
  const indexed = passages.map(passage => ({ passage, ...wordsOf(passage) }));

  return ({ text, earlier, language }) => {
    const known = indexed.filter(({ passage }) => passage.language === language);
    const asked = weigh(stemsOf(text), known);
    const before = weigh(stemsOf(earlier.join(' ')), known);
    const whole = sum(asked.map(({ weight }) => weight));
    // With a word or two (“and to Jeju?”) the question leans on what was asked before.
    const lean = asked.length <= 2 ? EARLIER_OF_A_SHORT_QUESTION : EARLIER;

    return known
      .map(({ passage, heading, body }) => {
        const now = heard(asked, heading, body);
        const past = before.length === 0 ? 0 : heard(before, heading, body) / sum(before.map(({ weight }) => weight));
        const score = whole === 0 || now === 0 ? 0 : now / whole + lean * past + breadth(asked, body);
        return { passage, score: passage.summary ? score * SUMMARY_PENALTY : score };
      })
      .filter(({ score }) => score >= LEAST_SCORE)
      .sort((a, b) => b.score - a.score);
  };
}

/** Below this a passage shares a chance word with the question. Found by trying the questions in the test. */
const LEAST_SCORE = 0.36;
const HEADING_BONUS = 1.35;
const SUMMARY_PENALTY = 0.8;
/** “How much?” chooses between passages on delivery; alone it is about none of them. */
const ASKING_WEIGHT = 0.8;
/** For each word of the passage that speaks of the question, up to four. */
const BREADTH_BONUS = 0.03;
const EARLIER = 0.1;
const EARLIER_OF_A_SHORT_QUESTION = 0.45;

interface Words {
  readonly heading: readonly string[];
  readonly body: readonly string[];
}

interface Weighed {
  readonly word: string;
  readonly weight: number;
}

function wordsOf(passage: Passage): Words {
  return {
    heading: stemsOf(passage.heading),
    body: [...new Set(stemsOf(`${passage.page} ${passage.lines.map(({ text }) => text).join(' ')}`))],
  };
}

/** A word that few passages have says more; one that none has counts against all of them. */
function weigh(words: readonly string[], passages: readonly Words[]): readonly Weighed[] {
  return [...new Set(words)].map(word => {
    const having = passages.filter(({ heading, body }) => [...heading, ...body].includes(word)).length;
    return { word, weight: isAsking(word) ? ASKING_WEIGHT : Math.log(1 + passages.length / (1 + having)) };
  });
}

function heard(asked: readonly Weighed[], heading: readonly string[], body: readonly string[]): number {
  return sum(asked.map(({ word, weight }) => weight * Math.max(HEADING_BONUS * best(word, heading), best(word, body))));
}

function breadth(asked: readonly Weighed[], body: readonly string[]): number {
  const speaking = body.filter(word => asked.some(asking => likeness(asking.word, word) > 0)).length;
  return BREADTH_BONUS * Math.min(speaking, 4);
}

function best(word: string, words: readonly string[]): number {
  return Math.max(0, ...words.map(other => likeness(word, other)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
