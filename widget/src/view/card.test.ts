import { expect, it } from 'vitest';
import { isWebAddress } from './text.ts';

it('takes no address for a web address but http and https', () => {
  expect(isWebAddress('https://example.com/?q=차')).toBe(true);
  for (const address of ['javascript:alert(1)', 'data:text/html,x', 'JAVASCRIPT://a', '//example.com', '/path', ''])
    expect(isWebAddress(address)).toBe(false);
});
