import { nothing } from 'lit/html.js';
import { expect, it } from 'vitest';
import { createMarkdown } from './create-markdown.ts';
import { directionOf } from './direction.ts';
import { rarities } from './rarities.ts';

const direction = (text: string) => directionOf(createMarkdown(rarities).update(text, true)[0]);

it.each([
  ['1. 안녕 שלום', 'ltr'],
  ['**שלום** hello', 'rtl'],
  ['# مرحبا', 'rtl'],
  ['- 1\n- שלום', nothing],
  ['- 1 שלום\n- hello', 'rtl'],
  ['> > مرحبا', 'rtl'],
  ['| 1 | שלום |\n| - | - |\n| hello | hello |', 'rtl'],
  ['<b>', 'ltr'],
  ['-', nothing],
  ['', nothing],
  ['```\nשלום\n```', nothing],
])('is that of the first letter: %j', (text, wanted) => expect(direction(text)).toBe(wanted));
