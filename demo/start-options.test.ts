import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { BOTS } from './local/local-bots.ts';
import { BOT_NAMES } from './start-options.js';

/** `npm start` as it is typed; what it installs and builds, it says. */
function start(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, [fileURLToPath(new URL('start.js', import.meta.url)), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...variables },
  });
}

it.each([
  ['an option that there is not', ['--bto', 'banking'], /^Unknown option '--bto'/],
  ['an option without a value', ['--bot'], /^Option '--bot <value>' argument missing/],
  ['what npm has taken the option from', ['banking'], /^Unexpected argument 'banking'/],
  ['a bot that there is not', ['--bot', 'bank'], /^There is no bot bank: it is one of hello-world, banking, or /],
  ['a channel that there is not', ['--channel', 'kakao'], /^There is no channel kakao: it is messenger or slack$/m],
  ['a file that there is not', ['--bot', 'Nowhere.zip'], /^There is no file .*Nowhere\.zip: /],
])('refuses %s before anything is installed or built', (_, args, why) => {
  const { status, stdout, stderr } = start(args);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(why);
  expect(stderr).not.toMatch(/^\s+at /m);
});

it.each(['http', '-1', '65536', ''])('likewise %j for a port', PORT => {
  const { status, stdout, stderr } = start([], { PORT });
  expect([status, stdout, stderr]).toEqual([1, '', `PORT is ${PORT}: it should be a number from 0 to 65535\n`]);
});

it('shows what it may be told, and starts nothing', () => {
  const { status, stdout, stderr } = start(['--help']);
  expect([status, stderr]).toEqual([0, '']);
  for (const option of ['--bot banking', '--bot MyBot.zip', '--channel messenger', '--channel slack', 'PORT'])
    expect(stdout).toContain(`\n  ${option} `);
  expect(stdout).not.toContain('Building');
});

it('knows the bots that there are', () => {
  expect(BOT_NAMES).toEqual(BOTS.map(({ name }) => name));
});
