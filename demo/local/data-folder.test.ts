import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { claimFolder, FolderInUse } from './data-folder.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lex-chat-data-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps a folder for one living process', () => {
  writeFileSync(join(folder, 'pid'), String(process.ppid));
  expect(() => claimFolder(folder)).toThrow(FolderInUse);
});

it('takes over from one that has died, or left nonsense', () => {
  for (const left of ['999999999', 'nonsense', '']) {
    writeFileSync(join(folder, 'pid'), left);
    claimFolder(folder);
    expect(readFileSync(join(folder, 'pid'), 'utf8')).toBe(String(process.pid));
  }
});

it('makes the folder if there is none', () => {
  claimFolder(join(folder, 'deep', 'down'));
  expect(readFileSync(join(folder, 'deep', 'down', 'pid'), 'utf8')).toBe(String(process.pid));
});
