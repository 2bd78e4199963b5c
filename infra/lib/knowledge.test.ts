import { describe, expect, it } from 'vitest';
import { Knowledge } from './knowledge.ts';
import { resourcesOf, synthesise } from './stack-fixture.ts';

/** What the role of a function is allowed that has to do with knowledge, and what the function is told. */
function deployed(knowledge: Knowledge) {
  const template = synthesise({ knowledge });
  const policies = JSON.stringify(resourcesOf(template, 'AWS::IAM::Policy'));
  const functions = Object.entries(resourcesOf(template, 'AWS::Lambda::Function'));
  const told = functions
    .filter(([, { Properties }]) => JSON.stringify(Properties['Environment'] ?? {}).includes(knowledge.variable))
    .map(([id]) => id);
  return { policies, told };
}

describe('knowledge', () => {
  it.each([
    [Knowledge.bedrock('KB12345678'), 'bedrock:Retrieve', ':knowledge-base/KB12345678'],
    [Knowledge.kendra('abc-1'), 'kendra:Retrieve', ':index/abc-1'],
  ])('of AWS may be looked up by whoever asks the model, in that one place', (knowledge, action, resource) => {
    const { policies, told } = deployed(knowledge);
    expect(policies.split(`"${action}"`)).toHaveLength(3);
    expect(policies.split(resource)).toHaveLength(3);
    expect(told.length).toBeGreaterThanOrEqual(2);
  });

  it('in an index of its own needs no right', () => {
    const { policies, told } = deployed(Knowledge.index());
    expect(policies).not.toMatch(/:Retrieve/);
    expect(told.length).toBeGreaterThanOrEqual(2);
  });
});
