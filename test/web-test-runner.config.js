import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultReporter } from '@web/test-runner';
import widget from '../widget/web-test-runner.config.js';

/** The widget's tests in a browser, with their numbers and names written down for `npm test` to add up and `npm run promises` to list. */
export default {
  ...widget,
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), summary()],
};

function summary() {
  return {
    stop({ sessions }) {
      const folder = process.env.LEX_CHAT_REPORTS;
      if (!folder) return;
      const tests = sessions.flatMap(({ testResults }) => (testResults ? testsOf(testResults) : []));
      const skipped = tests.filter(test => test.skipped).length;
      const passed = tests.filter(test => test.passed && !test.skipped).length;
      const report = { passed, failed: tests.length - passed - skipped, skipped, tests: tests.map(toResult) };
      writeFileSync(join(folder, `${process.env.LEX_CHAT_BROWSER ?? 'chromium'}.json`), JSON.stringify(report));
    },
  };
}

/** As vitest's JSON reporter writes a test. */
function toResult({ name, passed, skipped }) {
  return { title: name, status: skipped ? 'skipped' : passed ? 'passed' : 'failed' };
}

function testsOf({ suites, tests }) {
  return [...tests, ...suites.flatMap(testsOf)];
}
