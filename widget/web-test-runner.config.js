import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { freePort } from './browsers/free-port.js';
import { launcherOf } from './browsers/launcher-of.js';

/** Tests that need a real browser: `npx web-test-runner --config widget/web-test-runner.config.js`, or without `--config` in this folder. `LEX_CHAT_BROWSER` may be `firefox` or `webkit`. */
export default {
  // Absolute, so that this may be called from any folder.
  files: ['src', 'test'].map(folder => fileURLToPath(new URL(`${folder}/**/*.browser.test.ts`, import.meta.url))),
  // The packages are linked from the root of the repository.
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  port: await freePort(),
  nodeResolve: true,
  concurrency: 1,
  plugins: [esbuildPlugin({ ts: true, tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) })],
  browsers: [launcherOf(process.env.LEX_CHAT_BROWSER ?? 'chromium')],
  testFramework: { config: { timeout: 20_000 } },
  // A file of property tests, on a busy machine.
  testsFinishTimeout: 300_000,
};
