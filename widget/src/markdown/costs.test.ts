import { describe, expect, it } from 'vitest';
import { createMarkdown } from './create-markdown.ts';
import { parseInlines } from './parse-inlines.ts';
import { rarities } from './rarities.ts';

/** How many characters are read for marks while `text` streams in, portion by portion. */
function charactersRead(text: string, portion = 7): number {
  let count = 0;
  const markdown = createMarkdown(rarities, (source, ...given) => {
    count += source.length;
    return parseInlines(source, ...given);
  });
  for (let end = portion; end < text.length; end += portion) markdown.update(text.slice(0, end), false);
  markdown.update(text, true);
  return count;
}

const SENTENCE = 'Some *words* with `code`, a [link](https://shop.example/a) and 한국어(Korean) for 2 * 3 < 7. ';

const TEXTS: Readonly<Record<string, (times: number) => string>> = {
  'mixed text': times => `## A heading\n\n${SENTENCE}\n\n- one\n- two **bold**\n\n> ${SENTENCE}\n\n`.repeat(times),
  'one list': times => '- An item with **some** words in it.\n'.repeat(times * 8),
  'one nested list': times => '- Outer\n  - inner with *words*\n    1. innermost\n'.repeat(times * 3),
  'one table': times => `| a | b |\n|---|---|\n${'| some **cell** | another one |\n'.repeat(times * 8)}`,
  'one fence': times => `\`\`\`js\n${'const answer = 6 * 7; // `ticks`\n'.repeat(times * 8)}\`\`\`\n`,
  'one paragraph': times => SENTENCE.repeat(times),
  'one paragraph of many lines': times => `${SENTENCE}\n`.repeat(times),
  'one quote': times => `> ${SENTENCE}\n>\n`.repeat(times),
  'one paragraph with an opener that nothing closes': times => `**${'word '.repeat(times * 15)}`,
};

describe('streaming', () => {
  for (const [name, textOf] of Object.entries(TEXTS)) {
    it(`reads ${name} twice as long with at most 2.3 times the work`, () => {
      const [once, twice] = [textOf(40), textOf(80)];
      // Beyond its bounds a text is plain, which costs nothing.
      expect(createMarkdown(rarities).update(twice, true).at(-1)!.kind).not.toBe('plain');
      expect(charactersRead(twice)).toBeLessThanOrEqual(2.3 * charactersRead(once));
    });
  }

  it('reads hardly more of ordinary text than there is', () => {
    const text = TEXTS['one paragraph']!(100);
    expect(charactersRead(text) / text.length).toBeLessThan(6);
  });

  it('reads no line of code at all', () => {
    expect(charactersRead(TEXTS['one fence']!(50))).toBe(0);
  });
});

/** What has made readers of markdown throw, overflow or take for ever. */
const UNLUCKY: Readonly<Record<string, string>> = {
  'a quote in a list that a line goes on after': '1. Step\n   > - \nNext',
  '4,000 quotes': '>'.repeat(4_000),
  '4,000 lists': '- '.repeat(4_000),
  'a list 600 deep': Array.from({ length: 600 }, (_, depth) => `${'  '.repeat(depth)}- a\n`).join(''),
  'words that might be addresses': 'a.b-c_'.repeat(33_000),
  'emphasis without end': '*a **b '.repeat(28_000),
  'emphasis in emphasis': `${'*a **b '.repeat(2_000)}${'c** d*'.repeat(300)}`,
  'marks alone': `${'*'.repeat(8_000)}a${'*'.repeat(7_999)}`,
  ...Object.fromEntries(
    [
      '[',
      '![',
      '[a](',
      '[a]((',
      '[]',
      '][',
      '`',
      '`a``b```',
      '<',
      '<a b="',
      '<!--',
      '_a',
      '&#',
      '\\',
      '~~a ',
      'a@b.',
      'www.',
      '(',
      '|',
      '| a ',
    ]
      .concat([
        '    ',
        '\t',
        '\n',
        'a\n',
        '- a\n',
        '# ',
        '#',
        '=\n',
        'a\n=\n',
        '[a]: b\n',
        'a|b\n-|-\n',
        '```\n',
        '> - ',
        '  > ',
        '가*나*',
        '\0',
        '\u202e',
      ])
      .map(piece => [`many ${JSON.stringify(piece)}`, piece.repeat(Math.ceil(60_000 / piece.length))]),
  ),
};

describe('unlucky text', () => {
  it.each(Object.entries(UNLUCKY))('of %s is read, at once and in portions, and shown in full', (_name, text) => {
    const blocks = createMarkdown(rarities).update(text, true);
    const markdown = createMarkdown(rarities);
    for (let part = 1; part < 12; part += 1)
      markdown.update(text.slice(0, Math.floor((text.length * part) / 12)), false);
    expect(markdown.update(text, true)).toEqual(blocks);
    expect(depthOf(blocks)).toBeLessThan(200);
  });

  it('longer than 16,000 characters in one piece is shown as it was typed, in slices', () => {
    const text = '*a* [b](http://c.example) '.repeat(1_000).trimEnd();
    const blocks = createMarkdown(rarities).update(text, true);
    expect(blocks).toHaveLength(1);
    const [block] = blocks;
    if (block?.kind !== 'plain') throw new Error('This is too long.');
    expect(block.slices.join('')).toBe(text);
    expect(block.slices.length).toBeGreaterThan(10);
  });
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).slice(0, 50).map(depthOf));
}
