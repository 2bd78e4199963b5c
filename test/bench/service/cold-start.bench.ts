import { FUNCTIONS, type FunctionName } from '@lex-chat/backend/functions/routes';
import { it } from 'vitest';
import { bytesLoadedBy, coldStart } from '../../cold-start.ts';
import { note } from '../benchmark.ts';

it('what each function loads before it is of use', async ({ task }) => {
  const names = Object.keys(FUNCTIONS) as FunctionName[];
  const each = async (measure: (name: FunctionName) => number | Promise<number>) =>
    Object.fromEntries(await Promise.all(names.map(async name => [name, [await measure(name)]] as const)));
  note(task, {
    area: 'service',
    what: 'loaded, minified',
    unit: 'kB',
    of: await each(name => bytesLoadedBy(name) / 1_000),
  });
  const started: Record<string, number[]> = {};
  for (const name of names) started[name] = [await coldStart(name)];
  note(task, {
    area: 'service',
    what: 'processor time until it is loaded, over an empty module, the least of five',
    unit: 'ms',
    of: started,
  });
});
