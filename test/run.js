import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../quiet-sdk.js';
import { installPackages, ROOT } from '../install.js';
import { isInstalled } from '../widget/browsers/is-installed.js';
import { findBrowser } from './browser.js';

/** Where they are installed, the widget is tested in these as well; and what installs them. */
const OTHER_BROWSERS = { firefox: 'firefox-esr', webkit: 'webkit2gtk-driver and xvfb' };

installPackages();

const browser = await findBrowser();
const reports = mkdtempSync(join(tmpdir(), 'lex-chat-test-'));
const environment = {
  ...process.env,
  ...(browser && { CHROME_PATH: browser }),
  LEX_CHAT_REPORTS: reports,
};
const total = { passed: 0, failed: 0, skipped: 0 };

await Promise.all([
  check('types', 'tsc', ['-b']),
  check('lint', 'eslint', ['.', '--max-warnings', '0']),
  check('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
]);
const browsers = browser ? ['chromium'] : [];
if (!browser) total.skipped++;
for (const [other, packages] of Object.entries(OTHER_BROWSERS)) {
  if (isInstalled(other)) browsers.push(other);
  else {
    console.log(`– the widget in ${other}: skipped, for it is not installed (Debian's ${packages})`);
    total.skipped++;
  }
}
// Browsers wait for most of their time; they have ended long before the tests that measure time begin, which are vitest's last.
await Promise.all([
  runTests(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, 'vitest.json')}`],
    { report: 'vitest.json' },
  ),
  ...browsers.map(runInBrowser),
]);

rmSync(reports, { recursive: true });
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);

/** One check counts as one test. */
async function check(name, command, args) {
  const { status, output } = await run(command, args, { isHeldBack: true });
  process.stdout.write(output);
  console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
  total[status === 0 ? 'passed' : 'failed']++;
}

/** The widget's tests in a browser. */
function runInBrowser(name) {
  return runTests('web-test-runner', ['--config', 'test/web-test-runner.config.js'], {
    report: `${name}.json`,
    environment: { LEX_CHAT_BROWSER: name },
    isHeldBack: true,
  });
}

/** Runs a test runner that writes `{ passed, failed, skipped }`, or what vitest writes, to `report`. */
async function runTests(command, args, { report, ...how }) {
  const { status, output } = await run(command, args, how);
  process.stdout.write(output);
  const file = join(reports, report);
  const { passed, failed, skipped } = existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  total.passed += passed;
  total.skipped += skipped;
  // A file that could not even be loaded holds no failed test, but fails the run.
  total.failed += status === 0 ? failed : Math.max(failed, 1);
}

function read(report) {
  if (!('numTotalTests' in report)) return report;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** What is said by several that run side by side is held back until each has ended, so that it can be told apart. */
async function run(command, args, { isHeldBack = false, environment: more = {} } = {}) {
  const script = {
    tsc: 'typescript/bin/tsc',
    eslint: 'eslint/bin/eslint.js',
    prettier: 'prettier/bin/prettier.cjs',
    vitest: 'vitest/vitest.mjs',
    'web-test-runner': '@web/test-runner/dist/bin.js',
  };
  const file = join(ROOT, 'node_modules', script[command]);
  const child = spawn(process.execPath, [file, ...args], {
    cwd: ROOT,
    stdio: isHeldBack ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...environment, ...more },
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', bytes => said.push(bytes));
  const [status] = await once(child, 'close');
  return { status, output: Buffer.concat(said) };
}
