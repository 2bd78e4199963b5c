import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const outdirs = new Set<string>();

/** A folder for what one `App` writes, there until `removeOutdirs`. An `App` that is given none leaves one behind. */
export function createOutdir(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'lex-chat-cdk-'));
  outdirs.add(outdir);
  return outdir;
}

/** Removes them all. What was synthesised into them and has not been read yet cannot be any more. */
export function removeOutdirs(): void {
  for (const outdir of outdirs) rmSync(outdir, { recursive: true, force: true });
  outdirs.clear();
}
