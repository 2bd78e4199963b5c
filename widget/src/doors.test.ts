import { expect, it, vi } from 'vitest';

// Sites render their pages on a server, where there is no document: importing must neither throw nor do anything.
it.each(['./element.ts', './index.ts', './panel.ts'])('imports %s without a browser', async door => {
  expect(typeof document).toBe('undefined');
  await expect(import(door)).resolves.toBeDefined();
});

it('keeps the first of two definitions and says once which versions met', async () => {
  const { define } = await import('./define.ts');
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const first = { version: '0.0.1' };
  const defined: unknown[] = [];
  define({
    get: () => first,
    define: (...given: unknown[]) => defined.push(given),
  } as unknown as CustomElementRegistry);
  expect(warn.mock.calls).toEqual([[expect.stringContaining('0.0.1')]]);
  expect(defined).toEqual([]);
  warn.mockRestore();
});
