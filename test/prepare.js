import { npm } from '../install.js';
import { installedBrowser } from './browser.js';

/** Before the tests that run them: builds the functions and the widget, and looks for a browser. Once for all projects. */
export default async function prepare() {
  if (process.env.LEX_CHAT_PREPARED) return;
  process.env.LEX_CHAT_PREPARED = 'yes';
  if (npm(['run', '--silent', 'build']).status !== 0) throw new Error('the build failed; its words are above');
  const browser = await installedBrowser();
  if (browser) process.env.CHROME_PATH = browser;
}
