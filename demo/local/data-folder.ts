import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another stack is using the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/** Makes the folder and keeps it for this process: two databases on the same files would spoil them. Throws `FolderInUse`. */
export function claimFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'pid');
  const holder = Number(read(file));
  if (holder > 0 && holder !== process.pid && isAlive(holder)) throw new FolderInUse(folder);
  writeFileSync(file, String(process.pid));
  process.once('exit', () => rmSync(file, { force: true }));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Nobody was here before.
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
