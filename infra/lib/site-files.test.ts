import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { releaseOf } from './site-files.ts';
import { resource, synthesise } from './fixtures/stack-fixture.ts';

const integrityOf = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`;

it('puts another build of the same version elsewhere, since pages name the first with its integrity', () => {
  const [one, other] = [releaseOf('1.2.3', integrityOf('one')), releaseOf('1.2.3', integrityOf('other'))];
  expect(one).toMatch(/^1\.2\.3-[0-9a-f]{10}$/);
  expect(other).not.toBe(one);
  expect(releaseOf('1.2.3', integrityOf('one'))).toBe(one);
});

it('has the tag name the release that is published', () => {
  const template = synthesise();
  const { Version } = resource(template, 'Custom::LexChatFiles', 'Files').Properties as { Version: string };
  expect(Version).toMatch(/^\d+\.\d+\.\d+-[0-9a-f]{10}$/);
  const { ScriptTag } = template.findOutputs('ScriptTag');
  expect(JSON.stringify(ScriptTag)).toContain(`/${Version}/lex-chat.js`);
});
