import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';

/** What a browser wants when it runs without a screen, as root, and is not to call home. */
const HEADLESS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Tests that need a real browser: `npx web-test-runner --config widget/web-test-runner.config.js`, or without `--config` in this folder. `CHROME_PATH` names another browser. */
export default {
  // Absolute, so that this may be called from any folder.
  files: fileURLToPath(new URL('src/**/*.browser.test.ts', import.meta.url)),
  // The packages are linked from the root of the repository.
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  nodeResolve: true,
  concurrency: 1,
  plugins: [esbuildPlugin({ ts: true, tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) })],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: HEADLESS },
    }),
  ],
  testFramework: { config: { timeout: 5_000 } },
};
