import { expect, it } from 'vitest';
import { readOptions } from './options.ts';
import { USUAL } from './use.ts';

const GIVEN = ['--visitors', '10', '--turns', '2'];

it('takes what is given, and the usual for the rest', () => {
  expect(readOptions(GIVEN)).toEqual({ use: { ...USUAL, visitors: 10, turns: 2 } });
  expect(readOptions([...GIVEN, '--model-share', '0.5', '--firewall'])).toEqual({
    use: { ...USUAL, visitors: 10, turns: 2, modelShare: 0.5, firewall: true },
  });
});

it('says which option is wrong, and what would be right', () => {
  expect(problem(['--turns', '2'])).toContain('--visitors is missing');
  expect(problem([...GIVEN, '--turn', '3'])).toContain('--turn');
  for (const [name, value] of Object.entries({ turns: '-1', 'model-share': '30', minutes: '', model: 'gpt-9' }))
    expect(problem([...GIVEN, `--${name}=${value}`])).toContain(`--${name} must be`);
});

function problem(args: readonly string[]): string {
  const read = readOptions(args);
  return 'problem' in read ? read.problem : '';
}
