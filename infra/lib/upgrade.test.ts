import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING, synthesise } from './fixtures/stack-fixture.ts';
import { lostBetween, statefulOf, type CloudFormationTemplate } from './fixtures/upgrade-fixture.ts';

const RELEASES = new URL('../releases/', import.meta.url);
const NAMES = readdirSync(RELEASES);

const recordOf = (name: string) => JSON.parse(readFileSync(new URL(name, RELEASES), 'utf8')) as CloudFormationTemplate;

let today: CloudFormationTemplate;
beforeAll(() => (today = synthesise(EVERYTHING).toJSON() as CloudFormationTemplate));

describe('an update from a release before', () => {
  for (const name of NAMES) {
    it(`${name} replaces and deletes nothing that cannot be had again`, () => {
      const release = recordOf(name);
      expect(Object.keys(release.Resources).length).toBeGreaterThan(0);
      expect(lostBetween(release, today)).toEqual([]);
    });
  }

  it('finds in the newest record all that there was before the first', () => {
    const versions = NAMES.filter(name => /^\d/.test(name));
    const [newest] = versions.sort((one, other) => other.localeCompare(one, 'en', { numeric: true }));
    const [before, after] = [recordOf('before-0.1.0.json'), recordOf(newest!)];
    expect(Object.keys(after.Resources)).toEqual(expect.arrayContaining(Object.keys(before.Resources)));
    expect(lostBetween(before, after)).toEqual([]);
  });
});

describe('the comparison', () => {
  const table = (template: CloudFormationTemplate) => template.Resources['Conversations09261EB8'];

  it('notices a table that is gone', () => {
    const { Conversations09261EB8: _, ...Resources } = today.Resources as Record<string, { Type: string }>;
    expect(lostBetween(today, { Resources })).toEqual(['Conversations09261EB8: WILL_ORPHAN']);
  });

  it('notices a key that CloudFormation could only change in another table', () => {
    const changed = JSON.parse(
      JSON.stringify(today).replaceAll('"conversationId"', '"conversation"'),
    ) as CloudFormationTemplate;
    expect(table(changed)).not.toEqual(table(today));
    expect(lostBetween(today, changed)).toEqual(['Conversations09261EB8: WILL_REPLACE']);
  });

  it('lets pass what changes in place', () => {
    const changed = JSON.parse(
      JSON.stringify(today).replaceAll('"PAY_PER_REQUEST"', '"PROVISIONED"'),
    ) as CloudFormationTemplate;
    expect(lostBetween(today, changed)).toEqual([]);
  });

  it('is of what cannot be had again', () => {
    const types = new Set(Object.values(statefulOf(today).Resources).map(({ Type }) => Type));
    expect(types.size).toBe(5);
    expect(Object.keys(statefulOf(today).Resources)).toContain('SessionSecretC41FBD23');
    expect(Object.keys(statefulOf(today).Resources)).not.toContain('RestApi79D61EE8');
  });
});
