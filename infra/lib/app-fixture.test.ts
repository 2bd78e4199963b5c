import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { answerNameIn } from './answer-name.ts';
import { createApp } from './app-fixture.ts';
import { createOutdir, removeOutdirs } from './outdirs-fixture.ts';
import { createStack } from './stack-fixture.ts';

const INFRA = fileURLToPath(new URL('..', import.meta.url));

describe('what an app writes', () => {
  it('is gone with the file that made it', () => {
    const [app, unused] = [createApp(), createOutdir()];
    new Queue(new Stack(app, 'Any'), 'Queue');
    const { directory } = app.synth();
    expect(readdirSync(directory)).toContain('Any.template.json');
    removeOutdirs();
    expect([existsSync(directory), existsSync(unused)]).toEqual([false, false]);
  });

  it('is nothing where a name alone is wanted', () => {
    const cdkFolders = () => readdirSync(tmpdir()).filter(name => name.startsWith('cdk'));
    const before = cdkFolders();
    expect(answerNameIn('Shop')).toMatch(/^Shop.*-answer$/);
    expect(cdkFolders().filter(name => !before.includes(name))).toEqual([]);
  });

  it('is all in its own folder, also what its functions take along', () => {
    const ours = () => readdirSync(tmpdir()).filter(name => name.startsWith('lex-chat-files'));
    const before = ours();
    createStack();
    expect(ours().filter(name => !before.includes(name))).toEqual([]);
  });

  it('has a folder that goes, wherever an app is made for a test', () => {
    const sources = readdirSync(INFRA, { recursive: true, encoding: 'utf8' }).filter(
      path => path.endsWith('.ts') && !/node_modules|dist|\.types|cdk\.out/.test(path),
    );
    const making = sources.filter(path => readFileSync(`${INFRA}/${path}`, 'utf8').includes('new ' + 'App('));
    expect(making.sort()).toEqual(['bin/app.ts', 'lib/answer-name.ts', 'lib/app-fixture.ts']);
  });
});
