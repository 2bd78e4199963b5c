import { defineConfig } from 'vitest/config';

/** What `npm run bench` measures: one thing at a time, alone on the machine. */
export default defineConfig({
  test: {
    root: new URL('../../', import.meta.url).pathname,
    include: ['test/bench/**/*.bench.ts'],
    globalSetup: './test/prepare.js',
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 300_000,
  },
});
