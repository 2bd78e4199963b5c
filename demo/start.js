import { spawn } from 'node:child_process';
import '../quiet-sdk.js';
import { installPackages, npmQuietly, ROOT } from '../install.js';
import { readStartOptions } from './start-options.js';

const args = process.argv.slice(2);
readStartOptions(args, process.env);
installPackages();

console.log('Building the widget and the functions …');
if (npmQuietly(['run', '--silent', 'build']).status !== 0) process.exit(1);

// A terminal sends Ctrl-C to both of us: this process stays until the stack has stopped in order.
const stack = spawn(process.execPath, ['--import', 'tsx', 'demo/local/main.ts', ...args], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.on('SIGINT', () => {});
process.on('SIGTERM', () => stack.kill('SIGTERM'));
// npm ends without telling us when it is terminated itself, as by an IDE's stop button.
const npmProcess = process.ppid;
setInterval(() => {
  if (process.ppid !== npmProcess) stack.kill('SIGTERM');
}, 1_000).unref();
stack.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
