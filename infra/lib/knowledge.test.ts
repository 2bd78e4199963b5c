import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import { banking } from '@lex-chat/backend/bots/banking';
import { describe, expect, it } from 'vitest';
import { BotChoice } from './bot-choice.ts';
import { INDEX_FILE } from './knowledge-index.ts';
import { Knowledge, WITHOUT_INDEX } from './knowledge.ts';
import { createStack, resourcesOf, synthesise } from './fixtures/stack-fixture.ts';

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
    const folder = mkdtempSync(join(tmpdir(), 'lex-chat-index-'));
    try {
      writeFileSync(join(folder, INDEX_FILE), '{}');
      const { policies, told } = deployed(Knowledge.index([folder]));
      expect(policies).not.toMatch(/:Retrieve/);
      expect(told.length).toBeGreaterThanOrEqual(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('in an index stops a stack without it, but for what deploys nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lex-chat-index-'));
    try {
      const knowledge = Knowledge.index([folder]);
      expect(() => createStack({ knowledge })).toThrow('there is none beside the built functions');
      expect(() => createStack({ knowledge }, { [WITHOUT_INDEX]: 'true' })).not.toThrow();
    } finally {
      rmSync(folder, { recursive: true });
    }
    const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const without = Object.keys(scripts).filter(name => scripts[name]!.includes(`--context ${WITHOUT_INDEX}=true`));
    expect(without.sort()).toEqual(['destroy', 'diff']);
  });

  it('of one bot by itself is told with that bot, and may be looked up beside that of all', () => {
    const template = synthesise({
      knowledge: Knowledge.bedrock('KB12345678'),
      bots: {
        'hello-world': BotChoice.define(helloWorld),
        banking: BotChoice.define(banking, { knowledge: Knowledge.kendra('abc-1') }),
      },
    });
    const policies = JSON.stringify(resourcesOf(template, 'AWS::IAM::Policy'));
    for (const [action, resource] of [
      ['bedrock:Retrieve', ':knowledge-base/KB12345678'],
      ['kendra:Retrieve', ':index/abc-1'],
    ] as const) {
      expect(policies.split(`"${action}"`)).toHaveLength(3);
      expect(policies.split(resource)).toHaveLength(3);
    }
    const answer = Object.entries(resourcesOf(template, 'AWS::Lambda::Function')).find(([id]) =>
      id.startsWith('FunctionsAnswer'),
    );
    const environment = JSON.stringify(answer?.[1].Properties['Environment']);
    expect(environment).toContain('\\"knowledge\\":\\"kendra:abc-1\\"');
    expect(environment.split('knowledge\\"')).toHaveLength(2);
  });
});
