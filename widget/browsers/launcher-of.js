import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { PATHS } from './is-installed.js';
import { webkitLauncher } from './webkit-launcher.js';

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

const LAUNCHERS = {
  chromium: executablePath => chromeLauncher({ launchOptions: { executablePath, args: HEADLESS } }),
  firefox: executablePath => chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath } }),
  webkit: webkitLauncher,
};

/** Opens test files in the browser of that name: `chromium`, `firefox` or `webkit`. */
export function launcherOf(name) {
  return LAUNCHERS[name](PATHS[name]);
}
