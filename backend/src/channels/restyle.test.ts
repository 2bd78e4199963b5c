import fc from 'fast-check';
import { expect, it } from 'vitest';
import { restyle, type Style } from './restyle.ts';

const MARKED: Style = {
  text: text => text.replaceAll('<', '&lt;'),
  strong: text => `*${text}*`,
  link: (label, url) => `<${url}|${label}>`,
  bullet: '• ',
};

const AS_IT_IS: Style = {
  text: text => text,
  strong: text => text,
  link: (label, url) => `${label} ${url}`,
  bullet: '',
};

it('writes headings, strong words, lists and links in the style of a platform', () => {
  const markdown = '### 배송비\n- **육지**: 3,000원\n* 섬\n\n[자세히](https://shop.example/delivery) 2 < 3';
  expect(restyle(markdown, MARKED)).toBe(
    '*배송비*\n• *육지*: 3,000원\n• 섬\n\n<https://shop.example/delivery|자세히> 2 &lt; 3',
  );
});

it('leaves code and what only looks like a mark', () => {
  const text = '`**a**` 2 ** 3\n```\n# no heading\n- **b**\n```\n[x](javascript:alert(1)) #tag *';
  expect(restyle(text, MARKED)).toBe(text);
});

it('loses no letter of any text, and is done with any text soon', () => {
  const letters = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '');
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('**', '#', ' ', '\n', 'a', '가', '`', '[b](', 'https://c', ')', '-', '```', '<'), {
        maxLength: 60,
      }),
      pieces => {
        const text = pieces.join('');
        expect(letters(restyle(text, AS_IT_IS))).toBe(letters(text));
      },
    ),
  );
  const began = performance.now();
  for (const hostile of ['**a', '[a', '`', '[a](https://', '**[`']) restyle(hostile.repeat(20_000), MARKED);
  expect(performance.now() - began).toBeLessThan(5_000);
});
