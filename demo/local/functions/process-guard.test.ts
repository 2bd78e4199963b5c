import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { createProcessGuard } from './process-guard.ts';
import { writeBundles } from './write-bundles.ts';

const sleepers: ChildProcess[] = [];

afterEach(() => {
  for (const child of sleepers.splice(0)) child.kill('SIGKILL');
});

describe('the guard', () => {
  it('ends what it watches and not what it was told to forget', async () => {
    const guard = createProcessGuard();
    const [watched, forgotten] = [sleeper(), sleeper()];
    guard.watch(watched.pid!);
    guard.watch(forgotten.pid!);
    guard.forget(forgotten.pid!);
    const gone = once(watched, 'exit');
    await guard.close();
    expect(await gone).toEqual([null, 'SIGKILL']);
    expect(isThere(forgotten.pid!)).toBe(true);
  });

  it('can be closed twice', async () => {
    const guard = createProcessGuard();
    const watched = sleeper();
    guard.watch(watched.pid!);
    guard.forget(watched.pid!);
    await guard.close();
    await guard.close();
    expect(isThere(watched.pid!)).toBe(true);
  });

  it('has nothing to do when nothing was started', async () => {
    await createProcessGuard().close();
  });

  it('leaves no frozen function behind a host that was killed', async () => {
    const bundles = await writeBundles({ echo: 'export const handler = async () => process.pid;' });
    const script = join(bundles.folder, 'host.mjs');
    await writeFile(
      script,
      `const { startFunctions } = await import(${JSON.stringify(new URL('./function-host.ts', import.meta.url).href)});
       const functions = { echo: { timeoutSeconds: 5 } };
       const host = startFunctions({ folder: ${JSON.stringify(bundles.folder)}, environment: {}, functions, log: () => {} });
       console.log(await host.invoke('echo', {}));
       setInterval(() => {}, 1_000);`,
    );
    const parent = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    sleepers.push(parent);
    const [line] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
    const pid = Number(line);
    expect(isThere(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isThere(pid)).toBe(false);
    await bundles.remove();
  });
});

function sleeper(): ChildProcess {
  const child = spawn('sleep', ['60']);
  sleepers.push(child);
  return child;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // One that is dead and not yet collected by its new parent still has its number.
  return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
}
