import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { removeOutdirs } from '../lib/fixtures/outdirs-fixture.ts';
import { EVERYTHING, synthesise } from '../lib/fixtures/stack-fixture.ts';
import { statefulOf, type CloudFormationTemplate } from '../lib/fixtures/upgrade-fixture.ts';
import { keepRelease } from './keep-release.ts';

// Run at each release: keeps what holds data in it, so that all later templates are compared with this one. `--again` writes over a record that
// says something else.
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
try {
  const template = statefulOf(synthesise(EVERYTHING).toJSON() as CloudFormationTemplate);
  const folder = fileURLToPath(new URL('../releases', import.meta.url));
  keepRelease(folder, version, template, { again: process.argv.includes('--again') });
} finally {
  removeOutdirs();
}
