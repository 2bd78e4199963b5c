import { existsSync } from 'node:fs';

/** Where the browsers are that tests can run in, unless a variable says otherwise; of WebKit its driver. */
export const PATHS = {
  chromium: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  firefox: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
  webkit: process.env.WEBKIT_DRIVER_PATH ?? '/usr/bin/WebKitWebDriver',
};

export function isInstalled(name) {
  return existsSync(PATHS[name]);
}
