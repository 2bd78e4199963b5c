import { expect, it } from 'vitest';
import { isAllowedOrigin } from './origins.ts';

const allowed = ['https://shop.example', 'http://localhost:8080'];

it('lets in the listed origins, and callers that are no page', () => {
  for (const origin of [...allowed, undefined]) expect(isAllowedOrigin(origin, allowed)).toBe(true);
});

it('lets in none that only looks like one', () => {
  const lookAlikes = [
    'https://shop.example.evil.com',
    'https://evilshop.example',
    'http://shop.example',
    'https://shop.example:444',
    'https://shop.example/',
    'https://SHOP.example',
    'null',
    '',
    '*',
    'https://shop.exampl',
  ];
  for (const origin of lookAlikes) expect(isAllowedOrigin(origin, allowed), origin).toBe(false);
});
