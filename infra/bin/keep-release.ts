import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CloudFormationTemplate } from '../lib/fixtures/upgrade-fixture.ts';

export interface KeepOptions {
  /** Whether a record of this version that says something else is written over: of one that nobody has deployed yet. */
  readonly again: boolean;
}

/** Writes down in `folder` what holds data in a release. Throws where its record says something else: people may have deployed that. */
export function keepRelease(
  folder: string,
  version: string,
  stateful: CloudFormationTemplate,
  { again }: KeepOptions,
): void {
  const file = join(folder, `${version}.json`);
  // What it says counts: the record may have been set out in other lines since.
  const isKept = existsSync(file) && isDeepStrictEqual(JSON.parse(readFileSync(file, 'utf8')), stateful);
  if (isKept) return;
  if (existsSync(file) && !again)
    throw new Error(
      `${version}.json is recorded already, and says something else: raise the version, or, where nobody has deployed it, ` +
        'npm run record-release -w @lex-chat/infra -- --again',
    );
  writeFileSync(file, `${JSON.stringify(stateful, null, 2)}\n`);
}
