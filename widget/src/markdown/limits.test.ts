import { expect, it } from 'vitest';
import { createMarkdown } from './create-markdown.ts';
import { outlineOf } from './outline-fixture.ts';
import { rarities } from './rarities.ts';

const read = (text: string) => outlineOf(createMarkdown(rarities).update(text, true));

it('reads a list of a thousand items, and shows what follows thousands more as it was typed', () => {
  expect(read('- a\n'.repeat(1_000))).toHaveLength(1);
  const [list, rest, ...others] = read(`${'- a\n'.repeat(5_000)}\n**b**\n`);
  expect(list![0]).toBe('ul');
  expect(rest).toEqual(['plain', expect.stringMatching(/^- a\n(?:- a\n)+\n\*\*b\*\*\n$/)]);
  expect(others).toEqual([]);
  expect(list!.length - 1 + (JSON.stringify(rest).match(/- a/g) ?? []).length).toBe(5_000);
});

it('shows all code, however long, as code', () => {
  const code = 'const a = 1;\n'.repeat(20_000);
  expect(createMarkdown(rarities).update(`\`\`\`\n${code}\`\`\`\n`, true)).toMatchObject([{ kind: 'code' }]);
});

it('takes more columns than anybody reads for text', () => {
  const table = (columns: number) => `${'|a'.repeat(columns)}|\n${'|-'.repeat(columns)}|\n`;
  expect(createMarkdown(rarities).update(table(100), true)).toMatchObject([{ kind: 'table' }]);
  expect(createMarkdown(rarities).update(table(101), true)).toMatchObject([{ kind: 'paragraph' }]);
});

it('ends as the same blocks, however what is too much came', () => {
  const text = `${'- *a*\n'.repeat(3_000)}\n| a | b |\n| - | - |\n${'| 1 | 2 |\n'.repeat(100)}`;
  const portioned = createMarkdown(rarities);
  for (let end = 7; end < text.length; end += 997) portioned.update(text.slice(0, end), false);
  expect(portioned.update(text, true)).toEqual(createMarkdown(rarities).update(text, true));
});
