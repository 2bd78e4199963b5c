import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepRelease } from './keep-release.ts';

const BEFORE = { Resources: { Conversations: { Type: 'AWS::DynamoDB::GlobalTable' } } };
const AFTER = { Resources: { Conversations: { Type: 'AWS::S3::Bucket' } } };

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lex-chat-releases-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const recorded = () => JSON.parse(readFileSync(join(folder, '1.2.3.json'), 'utf8')) as unknown;

describe('the record of a release', () => {
  it('is written once, and the same again as often as one likes', () => {
    keepRelease(folder, '1.2.3', BEFORE, { again: false });
    keepRelease(folder, '1.2.3', BEFORE, { again: false });
    expect(recorded()).toEqual(BEFORE);
  });

  it('is not written over unseen', () => {
    keepRelease(folder, '1.2.3', BEFORE, { again: false });
    expect(() => keepRelease(folder, '1.2.3', AFTER, { again: false })).toThrow('1.2.3.json is recorded already');
    expect(recorded()).toEqual(BEFORE);
  });

  it('is written over when that is asked for', () => {
    keepRelease(folder, '1.2.3', BEFORE, { again: false });
    keepRelease(folder, '1.2.3', AFTER, { again: true });
    expect(recorded()).toEqual(AFTER);
  });
});
