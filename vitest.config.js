import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const elsewhere = ['**/node_modules/**', '**/dist/**', '**/.types/**', '**/*.browser.test.ts'];

// A word about Node versions to come, which is the maintainers' concern.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

export default defineConfig({
  test: {
    // Vitest leaves one core to itself, which on two is half of them; two fifths of the time are spent waiting besides.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          // Property tests take their time on a busy machine.
          testTimeout: 20_000,
          include: ['{protocol,widget,backend,demo}/**/*.test.ts'],
          exclude: elsewhere,
        },
      },
      {
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          globalSetup: './test/prepare.js',
          exclude: elsewhere,
          // Starts browsers, functions and the whole laptop stack.
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // What is waited for comes at once on an idle machine, and later on a busy one.
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          name: 'infra',
          include: ['infra/**/*.test.ts'],
          globalSetup: './test/prepare.js',
          exclude: elsewhere,
          // A first import of aws-cdk-lib has taken 14 s.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
