import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Sees to it that processes do not outlive this one, however it ends. */
export interface ProcessGuard {
  watch(pid: number): void;
  /** The process is gone; its number may be another's soon. */
  forget(pid: number): void;
  /** Ends the guard, and whatever it still watches. */
  close(): Promise<void>;
}

/** Keeps a list of process numbers, and kills what is on it when its input ends: when whoever writes to it is gone. */
const SCRIPT = `
pids=
while read -r change pid; do
  case $change in
    watch) pids="$pids $pid" ;;
    forget) left=; for each in $pids; do [ "$each" = "$pid" ] || left="$left $each"; done; pids=$left ;;
  esac
done
[ -z "$pids" ] || kill -KILL $pids
`;

/**
 * A frozen process cannot notice that its parent was killed, and would stay for ever. A shell can: it costs a megabyte, and is
 * started with the first process to watch. In a session of its own, so that Ctrl-C does not reach it.
 */
export function createProcessGuard(): ProcessGuard {
  let shell: ChildProcess | undefined;
  const tell = (change: 'watch' | 'forget', pid: number) => {
    shell ??= startShell();
    shell.stdin?.write(`${change} ${pid}\n`);
  };
  return {
    watch: pid => tell('watch', pid),
    forget: pid => tell('forget', pid),
    close: async () => {
      if (!shell || shell.exitCode !== null || shell.signalCode !== null) return;
      shell.ref();
      const gone = once(shell, 'exit');
      shell.stdin?.end();
      await gone;
    },
  };
}

function startShell(): ChildProcess {
  const shell = spawn('sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  // Without a shell, or after somebody killed it, functions run all the same.
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  // It must not keep this process alive.
  shell.unref();
  (shell.stdin as { unref?: () => void }).unref?.();
  return shell;
}
