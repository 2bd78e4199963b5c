import { endingsAt, isEnding } from './korean-endings.ts';
import { isInitial, jamoOf } from './jamo.ts';

/** A stretch of a Korean word: a stem that is known by `known`, with the endings behind it. No `known`, no meaning. */
export interface Piece {
  readonly known: string | undefined;
  readonly likeness: number;
  readonly ending: string;
}

/** Finds what a stretch of jamo is: as it is, or with a slip. */
export interface Stems {
  exact(jamo: string): string | undefined;
  near(jamo: string): { readonly known: string; readonly likeness: number } | undefined;
}

interface Path {
  readonly cost: number;
  readonly pieces: readonly Piece[];
}

/**
 * Cuts a Korean word into stems and endings, as cheaply as can be: 통장에얼마있어 has no blanks, 이체내역 is a compound.
 * What no stem fits stays unknown, at a price that grows with its length, so that 돈까스 is not 돈 with something behind.
 */
export function cutKorean(word: string, stems: Stems): readonly Piece[] {
  if (word.length > WORD_MAX_LENGTH) return [piece(undefined, 0)];
  const pieces = cheapest(jamoOf(word), { ...stems, near: () => undefined });
  // Slips are looked for only where something stays unknown: that takes longer, and what is spelt right is no slip.
  return pieces.every(({ known }) => known !== undefined) ? pieces : cheapest(jamoOf(word), stems);
}

function cheapest(jamo: string, stems: Stems): readonly Piece[] {
  const best: (Path | undefined)[] = [{ cost: 0, pieces: [] }];

  for (let at = 0; at < jamo.length; at++) {
    const path = best[at];
    if (!path) continue;
    const last = path.pieces.at(-1);
    if (last?.known !== undefined) {
      for (const end of endingsAt(jamo, at, last.ending === '')) {
        const longer = { ...last, ending: last.ending + jamo.slice(at, end) };
        reach(end, path.cost + ENDING, [...path.pieces.slice(0, -1), longer]);
      }
    }
    if (!isInitial(jamo[at])) continue;
    for (let end = at + 1; end <= Math.min(jamo.length, at + STEM_MAX_LENGTH); end++) {
      const part = jamo.slice(at, end);
      const exact = stems.exact(part);
      if (exact !== undefined)
        reach(end, path.cost + (syllables(part) === 1 ? SHORT : LONG), [...path.pieces, piece(exact, 1)]);
      const near = exact === undefined && path.cost < SHORT ? stems.near(part) : undefined;
      if (near) reach(end, path.cost + NEAR, [...path.pieces, piece(near.known, near.likeness)]);
      const isWhole = isInitial(jamo[end]) && (at === 0 || last?.known !== undefined);
      if (isWhole && (syllables(part) > 1 || part.length === jamo.length)) {
        reach(end, path.cost + UNKNOWN + UNKNOWN_SYLLABLE * syllables(part), [...path.pieces, piece(undefined, 0)]);
      }
    }
  }
  return best[jamo.length]?.pieces ?? [piece(undefined, 0)];

  function reach(end: number, cost: number, pieces: readonly Piece[]): void {
    const known = best[end];
    if (!known || cost < known.cost) best[end] = { cost, pieces };
  }
}

/** The stem, in jamo, of a word that is not known yet: without its endings, if enough of it is left. */
export function koreanStem(word: string, isKnown: (jamo: string) => boolean): string {
  const jamo = jamoOf(word);
  if (isKnown(jamo)) return jamo;
  const cuts = Array.from({ length: jamo.length - 1 }, (_, i) => i + 1).filter(cut => isEnding(jamo.slice(cut)));
  const known = cuts.findLast(cut => isKnown(jamo.slice(0, cut)));
  if (known !== undefined) return jamo.slice(0, known);
  const cut = cuts.find(at => {
    const ending = jamo.slice(at);
    // 확인 is no form of 확이: a stem that only lacks a final consonant must be known from elsewhere.
    if (!isInitial(ending[0])) return false;
    return syllables(jamo.slice(0, at)) > 1 || syllables(ending) > 1 || PARTICLES.has(ending);
  });
  return jamo.slice(0, cut ?? jamo.length);
}

/** How a stem ends before 어: 옮기 and 옮겨, 바꾸 and 바꿔. */
export function contracted(jamo: string): string | undefined {
  const vowel = CONTRACTED[jamo.at(-1) ?? ''];
  return vowel === undefined ? undefined : jamo.slice(0, -1) + vowel;
}

const CONTRACTED: Readonly<Record<string, string>> = { '\u1175': '\u1167', '\u1169': '\u116a', '\u116e': '\u116f' };

/** Certain enough behind a noun of one syllable. */
const PARTICLES: ReadonlySet<string> = new Set('을 를 은 는 이 가 에 도'.split(' ').map(jamoOf));

/** Prices. A stem costs less than an ending that looks like it (보내 is not 보 and 내), a slip less than a strange word. */
const ENDING = 0.02;
const LONG = 0.01;
const SHORT = 0.45;
const NEAR = 0.5;
const UNKNOWN = 1;
const UNKNOWN_SYLLABLE = 0.25;

/** In syllables. Nobody writes a longer request without a blank, and cutting takes long. */
const WORD_MAX_LENGTH = 60;

/** In jamo: six syllables. */
const STEM_MAX_LENGTH = 18;

function syllables(jamo: string): number {
  return jamo.match(/[\u1161-\u1175]/gu)?.length ?? 1;
}

function piece(known: string | undefined, likeness: number): Piece {
  return { known, likeness, ending: '' };
}
