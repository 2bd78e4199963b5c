import { parseArgs } from 'node:util';
import { findStack, NoSuchStack } from './deployed-stack.ts';
import { probe } from './probe.ts';
import { vouch } from './vouch.ts';

const USAGE = `npm run probe -- https://chat.example.com [--origin https://www.example.com] [--text 안녕]
npm run probe -- --stack LexChat              the same with a stack, found by its outputs
  --question '바다는 왜 파란색이에요?'        what no intent knows, and the model is to answer
  --lex-alone                                 it may be answered by an intent: for a deployment in which no model answers
  --proof <jwt>                               of the site, for who may chat there; with --stack it is signed with the site's secret
`;

// Chats with a stage, and says how each step went.
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      stack: { type: 'string' },
      origin: { type: 'string' },
      text: { type: 'string' },
      question: { type: 'string' },
      'lex-alone': { type: 'boolean' },
      proof: { type: 'string' },
    },
  });
  const { stack, proof, 'lex-alone': lexAlone = false, ...options } = values;
  const { url, ...found } = stack === undefined ? { url: positionals[0] } : await findStack(stack);
  if (url === undefined || !URL.canParse(url) || new URL(url).origin !== url.replace(/\/$/, '')) {
    process.stderr.write(USAGE);
    process.exit(2);
  }
  const visitorToken = proof ?? ('site' in found && found.site ? await vouch(found.site) : undefined);
  const steps = await probe(new URL(url).origin, {
    ...('origin' in found && { origin: found.origin }),
    ...(visitorToken !== undefined && { visitorToken }),
    ...options,
    lexAlone,
  });
  for (const { name, ms, problem } of steps)
    process.stdout.write(`${problem === undefined ? '✓' : '✗'} ${name}: ${problem ?? `${Math.round(ms)} ms`}\n`);
  process.stdout.write(`${Math.round(steps.reduce((sum, { ms }) => sum + ms, 0))} ms in all\n`);
  process.exitCode = steps.some(({ problem }) => problem !== undefined) ? 1 : 0;
} catch (error) {
  if (!(error instanceof NoSuchStack) && !(error instanceof TypeError)) throw error;
  process.stderr.write(`${error.message}\n${error instanceof TypeError ? USAGE : ''}`);
  process.exitCode = 2;
}
