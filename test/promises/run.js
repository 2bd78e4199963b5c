import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from 'tsx/esm/api';
import '../../quiet-sdk.js';
import { installPackages, ROOT } from '../../install.js';
import { findBrowser } from '../browser.js';

/**
 * `npm run promises`: runs every test named `[Rn]` and writes `docs/promises.md`. `npm run test:soak` does the same with the numbers that take
 * minutes. Fails when a test does, and then writes nothing.
 */
installPackages();
register();
const { promiseTable } = await import('./table.ts');

const isSoak = process.argv.includes('--soak');
const reports = mkdtempSync(join(tmpdir(), 'lex-chat-promises-'));
const browser = await findBrowser();
const environment = {
  ...process.env,
  LEX_CHAT_REPORTS: reports,
  LEX_CHAT_ALONE: '1',
  ...(isSoak && { LEX_CHAT_SOAK: '1' }),
  ...(browser && { CHROME_PATH: browser }),
};

const NAMED = '\\[R\\d+\\]';
const isFine = [
  run('vitest/vitest.mjs', [
    'run',
    `--testNamePattern=${NAMED}`,
    // Soaks are not to be cut, and what measures time is to be alone on the machine.
    ...(isSoak ? ['--testTimeout=7200000'] : []),
    '--no-file-parallelism',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(reports, 'vitest.json')}`,
  ]),
  !browser || run('@web/test-runner/dist/bin.js', ['--config', 'test/web-test-runner.config.js']),
].every(Boolean);

const results = [...read('vitest.json').flatMap(file => file.assertionResults), ...read('chromium.json')].filter(test =>
  new RegExp(NAMED).test(test.title),
);
rmSync(reports, { recursive: true });

if (isFine) {
  writeFileSync(
    join(ROOT, 'docs/promises.md'),
    `# What is promised, and what a run showed

Written by \`npm run ${isSoak ? 'test:soak' : 'promises'}\` on ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${availableParallelism()} cores, one test file at a time. Each line is a test of that name.
${isSoak ? '' : 'The figures are those of the short run; `npm run test:soak` repeats the long ones with larger numbers.\n'}
${promiseTable(results)}
`,
  );
}
process.exit(isFine ? 0 : 1);

function run(script, args) {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: environment,
  });
  return status === 0;
}

function read(report) {
  const file = join(reports, report);
  if (!existsSync(file)) return [];
  const content = JSON.parse(readFileSync(file, 'utf8'));
  return content.testResults ?? content.tests;
}
