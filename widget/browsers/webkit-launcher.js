import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './free-port.js';

const BINARY = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

/** So often, 100 ms apart, a driver is asked whether it is there. */
const LOOKS_MAX = 100;

/** Where WebDriver keeps the keys that write nothing. */
const KEYS = {
  ArrowDown: '\uE015',
  ArrowUp: '\uE013',
  End: '\uE010',
  Enter: '\uE007',
  Escape: '\uE00C',
  F6: '\uE036',
  Home: '\uE011',
  Shift: '\uE008',
  Tab: '\uE004',
};

/**
 * Runs tests in WebKitGTK, one file after the other, by WebDriver's own words: `driver` is its `WebKitWebDriver`. It knows
 * no mode without a screen, so it is given one by `Xvfb`.
 */
export function webkitLauncher(driver) {
  const running = [];
  let session;
  let active;

  const ask = async (method, path, body) => {
    const response = await fetch(session.base + path, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.message}`);
    return value;
  };

  async function start() {
    const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    running.push(screen);
    const [display] = await once(screen.stdout, 'data');
    const port = await freePort();
    const env = { ...process.env, DISPLAY: `:${String(display).trim()}` };
    running.push(spawn(driver, [`--port=${port}`], { env, stdio: 'ignore' }));
    const base = `http://127.0.0.1:${port}`;
    await answered(`${base}/status`);
    session = { base };
    const options = {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: BINARY, args: ['--automation'] },
    };
    const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch: options } });
    session = { base: `${base}/session/${sessionId}` };
  }

  const act = (type, actions) => ask('POST', '/actions', { actions: [{ type, id: type, actions }] });
  const key = (type, name) => ({ type, value: KEYS[name] ?? name });

  /** What the commands of a test want of a page, which they ask for in puppeteer's words. */
  const page = {
    async setViewport({ width, height }) {
      const rect = await ask('GET', '/window/rect');
      const [innerWidth, innerHeight] = await ask('POST', '/execute/sync', {
        script: 'return [innerWidth, innerHeight]',
        args: [],
      });
      // A window is larger than what it shows by its frame and its bars.
      await ask('POST', '/window/rect', {
        width: width + rect.width - innerWidth,
        height: height + rect.height - innerHeight,
      });
    },
    keyboard: {
      down: name => act('key', [key('keyDown', name)]),
      up: name => act('key', [key('keyUp', name)]),
      press: name => act('key', [key('keyDown', name), key('keyUp', name)]),
    },
    mouse: {
      click: (x, y) =>
        act('pointer', [
          { type: 'pointerMove', x, y },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ]),
    },
  };

  return {
    name: 'WebKit',
    type: 'puppeteer',
    getPage: () => page,
    concurrency: 1,
    async startSession(id, url) {
      if (!session) await start();
      active = id;
      await ask('POST', '/url', { url });
    },
    isActive: id => id === active,
    getBrowserUrl: () => ask('GET', '/url'),
    async stopSession() {
      active = undefined;
      await ask('POST', '/url', { url: 'about:blank' });
      return {};
    },
    async startDebugSession() {
      throw new Error('There is nobody to look at it.');
    },
    async stop() {
      if (session) await ask('DELETE', '').catch(() => undefined);
      for (const child of running) child.kill();
    },
  };
}

async function answered(url) {
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer.`);
}
