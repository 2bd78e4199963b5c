import { describe, expect, it } from 'vitest';
import { createMarkdown } from './create-markdown.ts';
import { outlineOf, type Outline } from './outline-fixture.ts';
import { rarities } from './rarities.ts';

/** What a paragraph is read as. */
function read(text: string): Outline {
  return outlineOf(createMarkdown(rarities).update(text, true))[0] ?? [];
}

describe('emphasis', () => {
  it.each([
    ['**한국어(Korean)**은 좋다', ['strong', '한국어(Korean)'], '은 좋다'],
    ['**"인용"**입니다', ['strong', '"인용"'], '입니다'],
    ['**「強調」**です', ['strong', '「強調」'], 'です'],
    ['**[링크](http://a.example)**를', ['strong', ['a href=http://a.example', '링크']], '를'],
    ['*값(원)*이', ['em', '값(원)'], '이'],
    ['~~값(원)~~이', ['del', '값(원)'], '이'],
  ])('ends before a Korean or Japanese letter: %s', (text, ...wanted) => expect(read(text)).toEqual(['p', ...wanted]));

  it('begins after a Korean or Japanese letter', () => {
    expect(read('이것은**(중요)**합니다')).toEqual(['p', '이것은', ['strong', '(중요)'], '합니다']);
    expect(read('これは**「強調」**です')).toEqual(['p', 'これは', ['strong', '「強調」'], 'です']);
  });

  it('is what CommonMark says between other letters', () => {
    expect(read('a**(b)**c')).toEqual(['p', 'a**(b)**c']);
    expect(read('snake_case_name')).toEqual(['p', 'snake_case_name']);
  });

  it('strikes out with two tildes; one is a range of numbers', () => {
    expect(read('~~old~~ new')).toEqual(['p', ['del', 'old'], ' new']);
    expect(read('10~20분, 30~40분')).toEqual(['p', '10~20분, 30~40분']);
  });

  it('deeper than 32 levels stays as it was typed', () => {
    expect(JSON.stringify(read(`${'*a '.repeat(60)}${'b* '.repeat(60)}`))).toContain('*');
  });
});

describe('an address', () => {
  it.each([
    ['https://shop.example/a에서', 'https://shop.example/a', '에서'],
    ['https://shop.example/a(b).', 'https://shop.example/a(b)', '.'],
    ['https://shop.example/?a=1&b=2!', 'https://shop.example/?a=1&b=2', '!'],
    ['http://localhost:3000/x_y_z', 'http://localhost:3000/x_y_z'],
  ])('is a link without angles: %s', (text, address, ...rest) => {
    expect(read(text)).toEqual(['p', [`a href=${address}`, address], ...rest]);
  });

  it('is a link from www on, and with an @', () => {
    expect(read('www.shop.example')).toEqual(['p', ['a href=http://www.shop.example', 'www.shop.example']]);
    expect(read('a.b+c@shop.example.')).toEqual(['p', ['a href=mailto:a.b+c@shop.example', 'a.b+c@shop.example'], '.']);
  });

  it('is text within the text of a link, and in code', () => {
    expect(read('[http://a.example](http://b.example)')).toEqual([
      'p',
      ['a href=http://b.example', 'http://a.example'],
    ]);
    expect(read('`http://a.example`')).toEqual(['p', ['code', 'http://a.example']]);
  });

  it('has its character references and its escapes decoded', () => {
    expect(read('[a](java&#115;cript&#x3a;alert\\(1\\))')).toEqual(['p', ['a href=javascript:alert(1)', 'a']]);
    expect(read('[a](http://b.example "&quot;c&amp;&copy;")')).toEqual([
      'p',
      ['a href=http://b.example title="c&©', 'a'],
    ]);
  });
});

describe('what is not CommonMark', () => {
  it('is a task with its box', () => {
    const [list] = createMarkdown(rarities).update('- [x] done\n- [ ] to do\n- [y] none', true);
    if (list?.kind !== 'list') throw new Error('This is a list.');
    expect(list.items.map(item => item.task?.isDone)).toEqual([true, false, undefined]);
    expect(outlineOf([list])).toEqual([['ul', ['li', 'done'], ['li', 'to do'], ['li', '[y] none']]]);
  });

  it('is a table, with a cell for each column', () => {
    const [table] = createMarkdown(rarities).update('a | b\n:-|-:\n1\n| `2\\|3` | 4 | 5 |\n\nafter', true);
    expect(table).toMatchObject({ kind: 'table', columns: ['left', 'right'] });
    if (table?.kind !== 'table') throw new Error('This is a table.');
    expect(table.rows.map(row => row.cells.length)).toEqual([2, 2]);
    expect(table.rows[1]?.cells[0]).toEqual([{ kind: 'code', text: '2|3' }]);
  });

  it('is HTML, which stays as it was typed', () => {
    expect(read('a <b onclick="*x*">b</b> c')).toEqual(['p', 'a <b onclick="*x*">b</b> c']);
    expect(read('<script>\n*a*\n</script>')).toEqual(['plain', '<script>\n*a*\n</script>\n']);
  });
});
