import { expect, it } from 'vitest';
import { createMarkdown } from './create-markdown.ts';
import { rarities } from './rarities.ts';

const direction = (text: string) => createMarkdown(rarities).update(text, true)[0]?.direction;

it.each([
  ['1. 안녕 שלום', 'ltr'],
  ['**שלום** hello', 'rtl'],
  ['# مرحبا', 'rtl'],
  ['- 1\n- שלום', undefined],
  ['- 1 שלום\n- hello', 'rtl'],
  ['> > مرحبا', 'rtl'],
  ['| 1 | שלום |\n| - | - |\n| hello | hello |', 'rtl'],
  ['<b>', 'ltr'],
  ['-', undefined],
  ['', undefined],
  ['[1](https://shop.example/a) שלום', 'rtl'],
  ['![](https://shop.example/a.png) שלום', 'rtl'],
  ['[1](https://shop.example/a) hello', 'ltr'],
  ['&quot;שלום&quot;', 'rtl'],
  ['```\nשלום\n```', undefined],
  ['> ```\n> a\n> ```\n> שלום', undefined],
  ['- ```\n  a\n  ```\n  שלום', undefined],
])('is that of the first letter: %j', (text, wanted) => expect(direction(text)).toBe(wanted));
