import { expect, it } from 'vitest';
import { copyText } from './copy-text.ts';

it('says whether a text was copied', async () => {
  const copied: string[] = [];
  const clipboard = { writeText: async (text: string) => void copied.push(text) };
  expect(await copyText('a', { clipboard })).toBe(true);
  expect(copied).toEqual(['a']);
});

it('says that it was not where a page may not, or cannot', async () => {
  const clipboard = { writeText: () => Promise.reject(new DOMException('No.', 'NotAllowedError')) };
  expect(await copyText('a', { clipboard })).toBe(false);
  expect(await copyText('a', {})).toBe(false);
});
