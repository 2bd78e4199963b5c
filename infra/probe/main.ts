import { parseArgs } from 'node:util';
import { findStack, NoSuchStack } from './deployed-stack.ts';
import { probe } from './probe.ts';

const USAGE = `npm run probe -- https://chat.example.com [--origin https://www.example.com] [--text 안녕]
npm run probe -- --stack LexChat              the same with a stack, found by its outputs
`;

// Chats with a stage, and says how each step went.
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { stack: { type: 'string' }, origin: { type: 'string' }, text: { type: 'string' } },
  });
  const { stack, ...options } = values;
  const { url, ...found } = stack === undefined ? { url: positionals[0] } : await findStack(stack);
  if (url === undefined || !URL.canParse(url) || new URL(url).origin !== url.replace(/\/$/, '')) {
    process.stderr.write(USAGE);
    process.exit(2);
  }
  const steps = await probe(new URL(url).origin, { ...('origin' in found && { origin: found.origin }), ...options });
  for (const { name, ms, problem } of steps)
    process.stdout.write(`${problem === undefined ? '✓' : '✗'} ${name}: ${problem ?? `${Math.round(ms)} ms`}\n`);
  process.stdout.write(`${Math.round(steps.reduce((sum, { ms }) => sum + ms, 0))} ms in all\n`);
  process.exitCode = steps.some(({ problem }) => problem !== undefined) ? 1 : 0;
} catch (error) {
  if (!(error instanceof NoSuchStack) && !(error instanceof TypeError)) throw error;
  process.stderr.write(`${error.message}\n${error instanceof TypeError ? USAGE : ''}`);
  process.exitCode = 2;
}
