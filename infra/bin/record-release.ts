import { readFileSync, writeFileSync } from 'node:fs';
import { removeOutdirs } from '../lib/outdirs-fixture.ts';
import { EVERYTHING, synthesise } from '../lib/stack-fixture.ts';
import { statefulOf, type CloudFormationTemplate } from '../lib/upgrade-fixture.ts';

// Run at each release: keeps what holds data in it, so that all later templates are compared with this one.
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const template = statefulOf(synthesise(EVERYTHING).toJSON() as CloudFormationTemplate);
writeFileSync(new URL(`../releases/${version}.json`, import.meta.url), `${JSON.stringify(template, null, 2)}\n`);
removeOutdirs();
