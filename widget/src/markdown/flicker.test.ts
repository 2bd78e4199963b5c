import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from './block.ts';
import { createMarkdown } from './create-markdown.ts';
import { documents } from './document-fixture.ts';
import { textOf } from './piece.ts';
import { rarities } from './rarities.ts';

/** What a reader sees of `text`, as it comes character by character. */
function frames(text: string): readonly (readonly Block[])[] {
  const markdown = createMarkdown(rarities);
  return Array.from(text, (_character, index) => markdown.update(text.slice(0, index + 1), false));
}

/** What the first paragraph says and looks like, frame by frame, each once. */
function looks(text: string): readonly string[] {
  const all = frames(text).map(([block]) =>
    (block && 'inlines' in block ? block.inlines : []).map(look).join('').trim(),
  );
  return all.filter((one, index) => one !== all[index - 1]);
}

function look(inline: (Block & { kind: 'paragraph' })['inlines'][number]): string {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return `<code>${inline.text}</code>`;
    case 'break':
      return '<br>';
    case 'image':
      return `<img ${inline.address}>`;
    case 'link':
      return `<a ${inline.address}>${textOf(inline.inlines)}</a>`;
    case 'emphasis':
    case 'strong':
    case 'strike':
      return `<${inline.kind}>${inline.inlines.map(look).join('')}</${inline.kind}>`;
  }
}

describe('half-written syntax', () => {
  it('shows the text of an unfinished link and never its address', () => {
    for (const one of looks('See [the shop](https://shop.example/a_(b) "Our shop") now')) {
      expect(one.replace('<a https://shop.example/a_(b)>the shop</a>', 'the shop')).not.toMatch(/http|shop\.|Our/);
    }
    expect(
      looks('See ![a cat](https://cats.example/1.png) now')
        .join(' ')
        .replaceAll('<img https://cats.example/1.png>', ''),
    ).not.toContain('http');
    expect(
      looks('[![alt](http://a.example/i.png)](http://b.example) x')
        .filter(one => !one.startsWith('<a'))
        .join(),
    ).not.toContain('b.ex');
  });

  it('shows an opener without its closer as it was typed', () => {
    expect(looks('a **b c** d')).toEqual(['a', 'a **b', 'a **b c', 'a <strong>b c</strong> d']);
    expect(looks('a `b` c')).toEqual(['a', 'a `b', 'a <code>b</code> c']);
    expect(looks('a [b] c').at(-1)).toBe('a [b] c');
  });

  it('never takes the first mark of two for one', () => {
    expect(looks('**bold** and ~~gone~~ then').join()).not.toMatch(/emphasis|~</);
  });

  it('makes no link of an address that may go on', () => {
    const addresses = looks('Go to https://shop.example/basket now').flatMap(one => /<a (.*?)>/.exec(one)?.[1] ?? []);
    expect(new Set(addresses)).toEqual(new Set(['https://shop.example/basket']));
  });

  it('shows no half of a character reference', () => {
    expect(looks('a &amp; b')).toEqual(['a', 'a &', 'a & b']);
    expect(looks('AT&T is one')).toContain('AT&T is');
  });

  it('shows neither the header of a table nor a definition as text', () => {
    expect(looks('| a | b |\n|---|---|\n| 1')).toEqual(['']);
    expect(looks('[name]: http://a.example\n').every(one => !one.includes('a.example'))).toBe(true);
  });
});

describe('a block', () => {
  /** The kinds that the blocks at each place had, one after the other. */
  function kindsByPlace(text: string): readonly (readonly string[])[] {
    const all = frames(text);
    const places = Math.max(0, ...all.map(blocks => blocks.length));
    return Array.from({ length: places }, (_, place) =>
      all.flatMap(blocks => blocks[place]?.kind ?? []).filter((kind, index, kinds) => kind !== kinds[index - 1]),
    );
  }

  it('changes its kind at most once', () => {
    fc.assert(
      fc.property(documents, text => {
        for (const kinds of kindsByPlace(text)) expect(kinds.length, kinds.join(' ')).toBeLessThanOrEqual(2);
      }),
      { numRuns: 1_500 },
    );
  });

  it('does not change it at all where it begins with a mark', () => {
    const text = '# a\n\n- b\n- c\n\n1. d\n\n> e\n\n```js\nf\n```\n\n| g | h |\n|---|---|\n| i | j |\n\n---\n\nk\n';
    for (const kinds of kindsByPlace(text)) expect(kinds).toHaveLength(1);
  });
});
