import type { WorkMode } from './decline-mode.ts';
import type { Language, Passage, Site } from './passage.ts';
import type { ShownFile } from './read-files.ts';
import type { Numbered } from './read-passages.ts';
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
  /** Whose assistant is asked. */
  readonly site: Site;
  /** What is to be done with the text instead of answering it. @default - it is answered */
  readonly mode?: WorkMode;
  /** What the prompt itself holds of the site's pages. @default - nothing */
  readonly passages?: readonly Numbered[];
  /** The files of text that were attached last, and what all that came with them are called. @default - nothing */
  readonly files?: readonly ShownFile[];
  readonly titles?: readonly string[];
  /** Whether they came with this very question. */
  readonly isNew?: boolean;
}

/** Finds the passages that a question is about, best first. Equal ones keep the order of the site. */
export type FindPassages = (question: Question) => readonly Match[];

export function createFinder(passages: readonly Passage[]): FindPassages {
  const indexed = passages.map(passage => ({ passage, words: wordsOf(passage) }));

  return ({ text, earlier, language, site: asker }) => {
    const known = indexed.filter(({ passage }) => passage.language === language && passage.site === asker);
    const site = known.map(({ words }) => words);
    const asked = weigh(stemsOf(text), site);
    const before = earlier.map(said => weigh(stemsOf(said), site)).findLast(({ subject }) => subject.length > 0);
    // “How long?” is about nothing itself; “and to Jeju?” chooses among the passages on Jeju.
    const whole =
      asked.subject.length === 0 && asked.asking.length > 0 && before ? { ...before, asking: asked.asking } : asked;
    const hint = isElliptic(asked, site) ? before : undefined;

    return known
      .map(({ passage, words }) => {
        const score = fit(whole, words);
        const hinted = score > 0 && hint ? score + HINT * fit(hint, words) : score;
        return { passage, score: passage.summary ? hinted * SUMMARY_PENALTY : hinted };
      })
      .filter(({ score }) => score >= LEAST_SCORE)
      .sort((a, b) => b.score - a.score);
  };
}

/** Below this a passage shares a chance word with the question. Found by trying the questions in the test. */
const LEAST_SCORE = 0.46;
const HEADING_BONUS = 1.35;
/** For a heading of which the question says every word. */
const HEADING_COVERED = 0.2;
/** Every passage of a page has the words of its title, which therefore tell little. */
const PAGE_SHARE = 0.4;
const SUMMARY_PENALTY = 0.8;
/** “How much?” chooses between passages on delivery; alone it is about none of them. */
const ASKING_WEIGHT = 0.8;
/** For each word of the passage that speaks of the question, up to four. */
const BREADTH_BONUS = 0.03;
/** What was asked before, in a question that goes on. */
const HINT = 0.45;

interface Words {
  readonly heading: readonly string[];
  readonly body: readonly string[];
  readonly page: readonly string[];
}

interface Asked {
  /** What the question is about. */
  readonly subject: readonly Weighed[];
  /** What it wants to know about that. */
  readonly asking: readonly Weighed[];
}

interface Weighed {
  readonly word: string;
  readonly weight: number;
}

function wordsOf({ heading, page, lines }: Passage): Words {
  const body = new Set(stemsOf(lines.map(({ text }) => text).join(' ')));
  return { heading: stemsOf(heading), body: [...body], page: stemsOf(page) };
}

/** A word that few passages have says more; one that none has counts against all of them. */
function weigh(words: readonly string[], site: readonly Words[]): Asked {
  const weighed = [...new Set(words)].map(word => {
    const having = site.filter(({ heading, body }) => heading.includes(word) || body.includes(word)).length;
    return { word, weight: isAsking(word) ? ASKING_WEIGHT : Math.log(1 + site.length / (1 + having)) };
  });
  return {
    subject: weighed.filter(({ word }) => !isAsking(word)),
    asking: weighed.filter(({ word }) => isAsking(word)),
  };
}

/** Whether a question goes on from the one before: it has one word to say, and no passage is about that word. */
function isElliptic({ subject: [only, ...more] }: Asked, site: readonly Words[]): boolean {
  return only !== undefined && more.length === 0 && site.every(({ heading }) => best(only.word, heading) === 0);
}

/** Question words count as far as the passage is about the subject, or when there is none. */
function fit({ subject, asking }: Asked, words: Words): number {
  const about = subject.length === 0 ? 1 : heard(subject, words) / weightOf(subject);
  const whole = weightOf(subject) + weightOf(asking);
  const score = about * weightOf(subject) + Math.min(1, about) * heard(asking, words);
  if (score === 0) return 0;
  const all = [...subject, ...asking];
  return (
    score / whole +
    HEADING_COVERED * covered(all, words.heading) +
    BREADTH_BONUS * Math.min(4, spokenOf(all, words.body).length)
  );
}

function weightOf(words: readonly Weighed[]): number {
  return sum(words.map(({ weight }) => weight));
}

function heard(asked: readonly Weighed[], { heading, body, page }: Words): number {
  const likest = (word: string) =>
    Math.max(HEADING_BONUS * best(word, heading), best(word, body), PAGE_SHARE * best(word, page));
  return sum(asked.map(({ word, weight }) => weight * likest(word)));
}

function covered(asked: readonly Weighed[], heading: readonly string[]): number {
  return heading.length === 0 ? 0 : spokenOf(asked, heading).length / heading.length;
}

function spokenOf(asked: readonly Weighed[], words: readonly string[]): readonly string[] {
  return words.filter(word => asked.some(asking => likeness(asking.word, word) > 0));
}

function best(word: string, words: readonly string[]): number {
  return Math.max(0, ...words.map(other => likeness(word, other)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
