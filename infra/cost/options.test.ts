import { expect, it } from 'vitest';
import { HELP, readOptions } from './options.ts';
import { USUAL } from './use.ts';

const GIVEN = ['--visitors', '10', '--turns', '2'];

it('takes what is given, and the usual for the rest', () => {
  expect(readOptions(GIVEN)).toEqual({ use: { ...USUAL, visitors: 10, turns: 2 } });
  expect(readOptions([...GIVEN, '--model-share', '0.5', '--firewall'])).toEqual({
    use: { ...USUAL, visitors: 10, turns: 2, modelShare: 0.5, firewall: true },
  });
});

it('needs to be told the visitors alone', () => {
  expect(readOptions(['--visitors', '10'])).toEqual({ use: { ...USUAL, visitors: 10 } });
  expect(problem([])).toContain('--visitors is missing');
});

it('names every option when it is asked for help', () => {
  expect(readOptions(['--help'])).toEqual({ help: true });
  expect(readOptions(['-h', '--visitors', 'many'])).toEqual({ help: true });
  for (const [name, value] of Object.entries(USUAL).filter(([, usual]) => usual !== false)) {
    const option = `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
    expect(HELP).toMatch(new RegExp(`${option} .*${value}`));
  }
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
