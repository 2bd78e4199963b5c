import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { FunctionError } from './function-error.ts';
import type { Invocation } from './invocation.ts';
import type { ProcessGuard } from './process-guard.ts';
import type { FromRuntime, RunEvent, ToRuntime } from './runtime-messages.ts';

/** One warm copy of a function: a process that is stopped whenever nothing runs in it. */
export interface FunctionProcess {
  readonly pid: number | undefined;
  readonly state: () => 'busy' | 'frozen';
  readonly hasRoom: () => boolean;
  run(invocation: Invocation): void;
  /** Ends it at once, and with it whatever runs in it. */
  kill(): void;
  /** Settles when the process is gone. */
  readonly gone: Promise<void>;
}

export interface ProcessOptions {
  readonly name: string;
  /** The bundle. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  /** How many invocations may run in it at a time. Lambda runs one. */
  readonly invocationsAtATime: number;
  readonly functionArn: string;
  readonly guard: ProcessGuard;
  readonly log: (line: string) => void;
  /** An invocation is over: there is room for another. */
  readonly onRoom: () => void;
  /** The process is gone. `unbegun` are events that it died without having looked at: another process may have them. */
  readonly onGone: (unbegun: readonly Invocation[]) => void;
}

/** A cold start may take this long, in milliseconds. Lambda allows 10 s, on machines that do nothing else meanwhile. */
const START_MS = 30_000;

const RUNTIME = fileURLToPath(new URL('./runtime.js', import.meta.url));

interface Running {
  readonly invocation: Invocation;
  begun: boolean;
  timer: NodeJS.Timeout;
}

/**
 * Starts a process for a function. It is frozen (SIGSTOP) in the moment that its last invocation is over, timers, sockets
 * and all, and thawed (SIGCONT) for the next event: what a function leaves running goes on later or never, as on Lambda.
 */
export function startProcess(options: ProcessOptions): FunctionProcess {
  const { name, file, environment, memoryMb, timeoutMs, functionArn, guard, log } = options;
  const child = fork(RUNTIME, [file], {
    env: environment,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  if (child.pid !== undefined) guard.watch(child.pid);
  const running = new Map<string, Running>();
  // Whether it has ever answered: a process that dies before it has may have died of the bundle.
  let warm = false;
  let ending = false;

  const kill = () => {
    ending = true;
    child.kill('SIGKILL');
  };
  const ended = (id: string) => {
    const current = running.get(id);
    if (!current) return undefined;
    clearTimeout(current.timer);
    running.delete(id);
    return current.invocation;
  };
  const over = (id: string) => {
    const invocation = ended(id);
    warm = true;
    if (running.size === 0) child.kill('SIGSTOP');
    options.onRoom();
    return invocation;
  };
  const timeOut = (id: string, milliseconds: number) =>
    setTimeout(() => {
      const seconds = (milliseconds / 1_000).toFixed(2);
      kill();
      ended(id)?.fail(
        new FunctionError('Sandbox.Timedout', `RequestId: ${id} Error: Task timed out after ${seconds} seconds`),
      );
    }, milliseconds);

  child.on('message', received => {
    const message = received as FromRuntime;
    const { id } = message;
    const current = running.get(id);
    if (!current) return;
    switch (message.type) {
      case 'began':
        clearTimeout(current.timer);
        current.begun = true;
        current.timer = timeOut(id, timeoutMs);
        return;
      case 'head':
      case 'chunk':
      case 'end':
        current.invocation.hear(message, () => tell(child, { type: 'taken', id }));
        return;
      case 'answered':
        over(id)?.hear(message, () => {});
        return;
      case 'failed':
        if (message.fatal) kill();
        over(id)?.fail(new FunctionError(message.errorType, message.errorMessage, message.trace));
        return;
    }
  });

  const gone = new Promise<void>(resolve => {
    const leave = (reason: string) => {
      if (child.pid !== undefined) guard.forget(child.pid);
      ending = true;
      const left = [...running.values()];
      const unbegun = left.filter(({ begun }) => warm && !begun).map(({ invocation }) => invocation);
      for (const { invocation } of left) {
        ended(invocation.id);
        if (unbegun.includes(invocation)) continue;
        invocation.fail(
          new FunctionError(
            'Runtime.ExitError',
            `RequestId: ${invocation.id} Error: Runtime exited with error: ${reason}`,
          ),
        );
      }
      resolve();
      options.onGone(unbegun);
    };
    child.once('exit', (code, signal) => leave(signal ? `signal: ${signal}` : `exit status ${code ?? 'unknown'}`));
    child.on('error', () => {
      // Also told of a signal or a message that came too late; then the exit tells of itself.
      if (child.pid === undefined) leave('could not be started');
    });
  });
  for (const output of [child.stdout, child.stderr]) {
    if (output) createInterface({ input: output }).on('line', log);
  }

  return {
    pid: child.pid,
    state: () => (running.size > 0 ? 'busy' : 'frozen'),
    hasRoom: () => !ending && running.size < options.invocationsAtATime,
    run: invocation => {
      const { id, payload, streams } = invocation;
      running.set(id, { invocation, begun: false, timer: timeOut(id, START_MS) });
      child.kill('SIGCONT');
      tell(child, { type: 'event', id, payload, streams, functionName: name, functionArn, memoryMb, timeoutMs });
    },
    kill,
    gone,
  };
}

function tell(child: ChildProcess, message: ToRuntime | RunEvent): void {
  // A process that is gone tells so by its exit, which fails what it was running.
  child.send(message, () => {});
}
