import { expect, it } from 'vitest';
import { readEnvironment } from './environment.ts';

/** All that must be given, as the refusal of nothing at all names it. */
const required = namesIn(() => readEnvironment({}));
const whole = Object.fromEntries(required.map(name => [name, name.toLowerCase()]));

it('names everything that is missing at once', () => {
  expect(required).toContain('CONVERSATIONS_TABLE');
  expect(namesIn(() => readEnvironment({ ...whole, BOTS: '', MODEL: undefined }))).toEqual(['BOTS', 'MODEL']);
});

it('takes what a deployment may do without, and nothing that it does not know', () => {
  const given = { ...whole, MODEL_URL: 'http://localhost:11434/v1', MODEL_PERSONA: '', PATH: '/bin' };
  expect(readEnvironment(given)).toEqual({ ...whole, MODEL_URL: 'http://localhost:11434/v1' });
});

function namesIn(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    return [...String(error).matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name!);
  }
  return [];
}
