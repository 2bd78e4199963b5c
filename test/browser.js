import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome.exe',
  'msedge.exe',
];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const DEBIAN_PACKAGES = ['chromium', 'fonts-noto-cjk'];

/**
 * The browser that tests run in: `CHROME_PATH`, else one that is installed, else one that is installed now, after
 * saying so. Undefined when there is none, or when `LEX_CHAT_NO_INSTALL=1` forbids to install one.
 */
export async function findBrowser() {
  const installed = await installedBrowser();
  if (installed) return installed;
  if (process.env.LEX_CHAT_NO_INSTALL === '1') {
    console.log('No Chrome, Chromium or Edge was found and LEX_CHAT_NO_INSTALL=1: tests in a browser are skipped.');
    return undefined;
  }
  return isDebianRoot() ? installDebians() : installPlaywrights();
}

/** A browser that is there already; undefined when there is none. */
export async function installedBrowser() {
  // An empty variable is as good as none.
  const given = process.env.CHROME_PATH || undefined;
  if (given && !existsSync(given)) {
    console.error(`CHROME_PATH is ${given}, and there is no such file.`);
    process.exit(1);
  }
  return given ?? onPath() ?? APPLICATIONS.find(existsSync) ?? (await playwrightsOwn());
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':').filter(Boolean);
  return COMMANDS.flatMap(command => folders.map(folder => join(folder, command))).find(existsSync);
}

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

function installDebians() {
  console.log(
    `No Chrome, Chromium or Edge was found. Tests of the widget need one: installing Debian's ${DEBIAN_PACKAGES.join(' and ')} (apt-get) …`,
  );
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = args => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt(['update', '-qq']);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...DEBIAN_PACKAGES]);
  return onPath();
}

async function installPlaywrights() {
  console.log(
    'No Chrome, Chromium or Edge was found. Tests of the widget need one: installing Playwright’s Chromium (playwright-core install) …',
  );
  const cli = fileURLToPath(new URL('../node_modules/playwright-core/cli.js', import.meta.url));
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit' });
  return playwrightsOwn();
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright-core');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}
