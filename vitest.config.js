import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import './quiet-sdk.js';

const elsewhere = ['**/node_modules/**', '**/dist/**', '**/.types/**', '**/*.browser.test.ts'];

/** What holds a time against a limit: it would measure what runs beside it. */
const timed = [
  'test/bundles.test.ts',
  'infra/bin/synth.test.ts',
  ...['fails-fast', 'same-answer', 'shedding'].map(name => `test/promises/${name}.test.ts`),
  ...['frame-rate', 'pathological-text', 'streaming-cost'].map(name => `test/e2e/${name}.test.ts`),
];

/** What is waited for comes at once on an idle machine, and later on a busy one. */
const PATIENT = { poll: { timeout: 10_000 } };

/** Starts browsers, functions and the whole laptop stack, or imports aws-cdk-lib, which has taken 14 s. */
const large = {
  globalSetup: './test/prepare.js',
  exclude: elsewhere,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: PATIENT,
};

export default defineConfig({
  test: {
    // A good part of the time is spent waiting: two workers more than there are cores.
    maxWorkers: availableParallelism() + 2,
    projects: [
      {
        test: {
          name: 'unit',
          // Property tests take their time on a busy machine.
          testTimeout: 60_000,
          expect: PATIENT,
          include: ['{protocol,widget,backend,demo}/**/*.test.ts'],
          exclude: elsewhere,
          // Modules are loaded once a worker instead of once a file, which is less than half of the work. The files keep nothing that another one
          // sees, in any order (`--sequence.shuffle.files`).
          isolate: false,
        },
      },
      { test: { ...large, name: 'whole', include: ['test/**/*.test.ts'], exclude: [...elsewhere, ...timed] } },
      {
        test: {
          ...large,
          name: 'infra',
          setupFiles: './infra/remove-outdirs.ts',
          include: ['infra/**/*.test.ts'],
          exclude: [...elsewhere, ...timed],
          // Whichever test makes the first template of a worker has that compiling to do, in a hook or not.
          testTimeout: large.hookTimeout,
          // As in `unit`: aws-cdk-lib is loaded, and compiled for its first template, once a worker.
          isolate: false,
        },
      },
      // After all the others, one file at a time.
      { test: { ...large, name: 'timed', include: timed, fileParallelism: false, sequence: { groupOrder: 1 } } },
    ],
  },
});
