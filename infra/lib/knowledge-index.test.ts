import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from './config/config-error.ts';
import { checkIndexBuilt, checkIndexWritten, INDEX_FILE } from './knowledge-index.ts';

let folders: readonly string[];
beforeEach(() => (folders = ['answer', 'chat'].map(name => mkdtempSync(join(tmpdir(), `lex-chat-${name}-`)))));
afterEach(() => folders.forEach(folder => rmSync(folder, { recursive: true })));

const write = (folder: string) => writeFileSync(join(folder, INDEX_FILE), '{}');

describe('an index that a deployment is to have', () => {
  it('stops it before the build where nobody has made one, by the name of the setting', () => {
    const [folder = ''] = folders;
    for (const [settings, words] of [
      [
        { knowledge: 'index' },
        'knowledge is index, and there is none yet: npm run knowledge -- <folder of your pages>',
      ],
      [
        { knowledge: 'bedrock:ABC', botKnowledge: { banking: 'index' } },
        'botKnowledge is index, and there is none yet',
      ],
    ] as const)
      expect(() => checkIndexWritten(settings, folder)).toThrow(words);
    expect(() => checkIndexWritten({ knowledge: 'kendra:0123' }, folder)).not.toThrow();
    write(folder);
    expect(() => checkIndexWritten({ knowledge: 'index' }, folder)).not.toThrow();
  });

  it('stops it where one of the functions that ask was built without', () => {
    expect(() => checkIndexBuilt(folders)).toThrow(ConfigError);
    write(folders[0]!);
    expect(() => checkIndexBuilt(folders)).toThrow(/and npm run build takes it along; a package .* by npm run pack -w/);
    write(folders[1]!);
    expect(() => checkIndexBuilt(folders)).not.toThrow();
  });
});
