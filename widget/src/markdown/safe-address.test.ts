import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeAddress, tellsHost } from './safe-address.ts';

describe('a safe address', () => {
  it.each([
    ['https://shop.example/a b', 'https://shop.example/a%20b', 'shop.example'],
    ['HTTP://shop.example:8080', 'http://shop.example:8080/', 'shop.example:8080'],
    ['mailto:a@shop.example', 'mailto:a@shop.example', 'a@shop.example'],
    ['tel:+82-2-123', 'tel:+82-2-123', '+82-2-123'],
  ])('is %s', (address, href, host) => expect(safeAddress(address)).toEqual({ href, host }));

  it.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    '\u0001javascript:x',
    'JaVaScRiPt:x',
    'data:text/html,x',
    'vbscript:x',
    'blob:http://x',
    'file:///etc',
    'ftp://x.example',
    'about:blank',
    '/path',
    '#part',
    'page.html',
    '',
    '//shop.example',
    'http://',
    'view-source:http://x',
  ])('is not %j', address => expect(safeAddress(address)).toBeUndefined());

  it('has one of four schemes, whatever it is made of', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('javascript:', 'data:', 'http:', ''),
        (text, scheme) => {
          const safe = safeAddress(scheme + text);
          if (safe) expect(safe.href).toMatch(/^(?:https?|mailto|tel):/);
        },
      ),
    );
  });
});

describe('a label', () => {
  const shop = safeAddress('https://shop.example/a')!;

  it.each(['https://shop.example/a', 'shop.example/a', 'shop.example', ' shop.example '])('tells the host: %j', label =>
    expect(tellsHost(label, shop)).toBe(true),
  );

  it.each(['our shop', '', 'bank.example', 'https://bank.example', 'shop.example.bank.example', 'not shop.example'])(
    'does not: %j',
    label => expect(tellsHost(label, shop)).toBe(false),
  );

  it('does not where a name stands before the host', () => {
    const address = 'https://bank.example@shop.example/';
    expect(tellsHost(address, safeAddress(address)!)).toBe(false);
  });
});
