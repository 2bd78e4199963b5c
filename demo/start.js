import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages, npmQuietly, ROOT } from '../install.js';

checkPort(process.env.PORT);
checkBot(process.argv.slice(2));
installPackages();

console.log('Building the widget and the functions …');
if (npmQuietly(['run', '--silent', 'build']).status !== 0) process.exit(1);

// A terminal sends Ctrl-C to both of us: this process stays until the stack has stopped in order.
const stack = spawn(process.execPath, ['--import', 'tsx', 'demo/local/main.ts', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  // A word about Node versions to come, which is the maintainers' concern.
  env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
});
process.on('SIGINT', () => {});
process.on('SIGTERM', () => stack.kill('SIGTERM'));
// npm ends without telling us when it is terminated itself, as by an IDE's stop button.
const npmProcess = process.ppid;
setInterval(() => {
  if (process.ppid !== npmProcess) stack.kill('SIGTERM');
}, 1_000).unref();
stack.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

/** Before anything is installed or built for a port that cannot be. */
function checkPort(port) {
  if (port === undefined || (/^\d+$/.test(port) && Number(port) <= 65_535)) return;
  console.error(`PORT is ${port}: it should be a number from 0 to 65535`);
  process.exit(1);
}

/** Likewise for a file that is not there. Whatever else may be wrong with a bot, the stack itself says. */
function checkBot(args) {
  const { bot } = parseArgs({ args, options: { bot: { type: 'string' } }, strict: false }).values;
  if (typeof bot !== 'string' || !bot.endsWith('.zip') || existsSync(resolve(ROOT, bot))) return;
  console.error(
    `There is no file ${resolve(ROOT, bot)}: --bot takes the .zip of a bot that was exported from the Lex V2 console`,
  );
  process.exit(1);
}
