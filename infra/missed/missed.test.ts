import { expect, it } from 'vitest';
import { missedLines } from './missed-lines.ts';
import { missedPage } from './missed-page.ts';

const MISSED = [
  { utterance: '반품 되나요', asked: 12, lastOn: '2026-11-20' },
  { utterance: '<img src=x onerror=alert(1)> & "co"', asked: 3, lastOn: '2026-11-21' },
];

it('lists what was missed for a terminal, what was asked most first', () => {
  expect(missedLines(MISSED)).toBe(
    '12  2026-11-20  반품 되나요\n 3  2026-11-21  <img src=x onerror=alert(1)> & "co"\n',
  );
  expect(missedLines([])).toMatch(/^Nothing/);
});

it('shows it on a dashboard as text, whatever it looks like', () => {
  const page = missedPage(MISSED);
  expect(page).toContain('<td>12</td><td dir="auto">반품 되나요</td>');
  expect(page).not.toMatch(/<img|"co"/);
  expect(page).toContain('&#60;img src=x onerror=alert(1)&#62; &#38; &#34;co&#34;');
  expect(missedPage([])).toMatch(/^<p>Nothing/);
});
