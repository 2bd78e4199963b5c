import { FUNCTIONS, type FunctionName } from '@lex-chat/backend/functions/routes';
import { describe, expect, it } from 'vitest';
import { bytesLoadedBy, coldStart, loadedBy, partsOf } from './cold-start.ts';

/** What Lambda loads for each function, minified, in bytes. Those that ask a model, with the largest of the clients for one. */
const MOST_BYTES: Readonly<Record<FunctionName, number>> = {
  receive: 452_000,
  rest: 450_000,
  chat: 600_000,
  answer: 600_000,
  hooks: 450_000,
};

/** Of a processor of one's own, over what Node itself takes to start. */
const MOST_COLD_MS = 150;

describe('what a function loads', () => {
  for (const [name, most] of Object.entries(MOST_BYTES)) {
    it(`is ${most / 1_000} kB at the most: ${name}`, () => {
      expect(bytesLoadedBy(name as FunctionName)).toBeLessThanOrEqual(most);
    });
  }

  it('is nothing for keys from anywhere but the role of the function', () => {
    for (const name of Object.keys(FUNCTIONS)) {
      const loaded = loadedBy(name as FunctionName);
      const others = Object.entries(partsOf(name as FunctionName)).filter(([, { entryPoint }]) =>
        entryPoint?.includes('credential-provider-'),
      );
      expect(others.length).toBeGreaterThan(3);
      expect(others.filter(([path]) => loaded.has(path))).toEqual([]);
    }
  });
});

describe('a function starts', () => {
  for (const name of Object.keys(FUNCTIONS)) {
    it(`within ${MOST_COLD_MS} ms over an empty module: ${name}`, async () => {
      expect(await coldStart(name as FunctionName)).toBeLessThanOrEqual(MOST_COLD_MS);
    });
  }
});
