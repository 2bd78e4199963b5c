import { parseArgs } from 'node:util';
import { probe } from './probe.ts';

// `npm run probe -- https://chat.example.com`: chats with a stage, and says how each step went.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { origin: { type: 'string' }, text: { type: 'string' } },
});
const [url = ''] = positionals;
if (!URL.canParse(url) || new URL(url).origin !== url.replace(/\/$/, '')) {
  process.stderr.write('npm run probe -- https://chat.example.com [--origin https://www.example.com] [--text 안녕]\n');
  process.exit(2);
}
const steps = await probe(new URL(url).origin, values);
for (const { name, ms, problem } of steps)
  process.stdout.write(`${problem === undefined ? '✓' : '✗'} ${name}: ${problem ?? `${Math.round(ms)} ms`}\n`);
process.stdout.write(`${Math.round(steps.reduce((sum, { ms }) => sum + ms, 0))} ms in all\n`);
process.exitCode = steps.some(({ problem }) => problem !== undefined) ? 1 : 0;
