import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createFunctionPool, type FunctionPool } from './function-pool.ts';
import { startProcess } from './function-process.ts';
import { FunctionError } from './function-error.ts';
import { createProcessGuard, type ProcessGuard } from './process-guard.ts';
import { streamedInvocation, wholeInvocation, type FunctionStream, type Invocation } from './invocation.ts';

/** Runs function bundles in child processes, as Lambda would. */
export interface FunctionHost {
  /** Whether there is a function of this name. */
  knows(name: string): boolean;
  /** The handler's answer. Throws a `FunctionError` if there is none. */
  invoke(name: string, event: unknown): Promise<unknown>;
  /** The answer of a handler that streams, from its first `write` on. Throws a `FunctionError` if there is none. */
  stream(name: string, event: unknown): Promise<FunctionStream>;
  /** Runs the handler some time soon and drops its answer. Not repeated after a failure, which is logged by its name. */
  invokeLater(name: string, event: unknown): void;
  /** All processes, so that tests can look at them and kill them. */
  processes(): readonly { readonly name: string; readonly pid: number; readonly state: 'busy' | 'frozen' }[];
  /** How many calls there were of each function, and how many of them failed, refused ones included. Counts on. */
  readonly invocations: Readonly<Record<string, { readonly asked: number; readonly failed: number }>>;
  /** Kills every process and waits until they are gone. Calls on their way fail. */
  close(): Promise<void>;
}

export interface FunctionHostOptions {
  /** Holds `{name}/index.mjs`, each exporting `handler`. */
  readonly folder: string;
  /** What every function finds in `process.env`, beside Lambda's own variables. Nothing else of ours is passed on but PATH and HOME. */
  readonly environment: Readonly<Record<string, string>>;
  readonly functions: Readonly<Record<string, { readonly timeoutSeconds: number }>>;
  /** Takes each line that a function writes, and a word about each failure. */
  readonly log: (line: string) => void;
  /** @default 8 */
  readonly processesPerFunction?: number;
  /** More than Lambda's one saves memory in benchmarks; a process that dies takes all its invocations along. @default 1 */
  readonly invocationsPerProcess?: number;
  /** Calls of one function that may wait for a process before further ones are refused with 429. @default 100 */
  readonly waitingPerFunction?: number;
}

/** Memory that functions are told they have, in MB. Not enforced. */
const MEMORY_MB = 1_024;

/** Starts no process yet: the first call of each function does. */
export function startFunctions(options: FunctionHostOptions): FunctionHost {
  const guard = createProcessGuard();
  const pools = new Map(
    Object.entries(options.functions).map(([name, { timeoutSeconds }]) => [
      name,
      poolOf(name, timeoutSeconds, options, guard),
    ]),
  );
  const counts = Object.fromEntries([...pools.keys()].map(name => [name, { asked: 0, failed: 0 }]));

  const failed = (name: string) => (error: unknown) => {
    counts[name]!.failed += 1;
    options.log(`${name} failed: ${error instanceof FunctionError ? error.errorType : 'Error'}`);
  };
  const poolFor = (name: string): FunctionPool => {
    const pool = pools.get(name);
    if (!pool) throw new FunctionError('ResourceNotFoundException', `Function not found: ${arnOf(name, options)}`);
    return pool;
  };
  const callWhole = (name: string, event: unknown, call: (invocation: Invocation) => void) => {
    const { invocation, answer } = wholeInvocation(randomUUID(), event);
    counts[name]!.asked += 1;
    answer.catch(failed(name));
    call(invocation);
    return answer;
  };

  return {
    knows: name => pools.has(name),
    invoke: async (name, event) => {
      const pool = poolFor(name);
      return callWhole(name, event, invocation => pool.call(invocation));
    },
    stream: async (name, event) => {
      const pool = poolFor(name);
      const { invocation, response } = streamedInvocation(randomUUID(), event);
      counts[name]!.asked += 1;
      response.then(({ body }) => body.once('error', failed(name)), failed(name));
      pool.call(invocation);
      return response;
    },
    invokeLater: (name, event) => {
      const pool = poolFor(name);
      // The log has it, and nobody else asked.
      callWhole(name, event, invocation => pool.callLater(invocation)).catch(() => {});
    },
    processes: () =>
      [...pools].flatMap(([name, pool]) =>
        pool.processes().flatMap(({ pid, state }) => (pid === undefined ? [] : [{ name, pid, state: state() }])),
      ),
    invocations: counts,
    close: async () => {
      await Promise.all([...pools.values()].map(pool => pool.close()));
      await guard.close();
    },
  };
}

function poolOf(name: string, timeoutSeconds: number, options: FunctionHostOptions, guard: ProcessGuard): FunctionPool {
  const { folder, log, processesPerFunction = 8, invocationsPerProcess = 1, waitingPerFunction = 100 } = options;
  return createFunctionPool({
    processes: processesPerFunction,
    waiting: waitingPerFunction,
    start: events =>
      startProcess({
        name,
        file: join(folder, name, 'index.mjs'),
        environment: environmentOf(name, options.environment),
        functionArn: arnOf(name, options),
        memoryMb: MEMORY_MB,
        timeoutMs: timeoutSeconds * 1_000,
        invocationsAtATime: invocationsPerProcess,
        guard,
        log,
        ...events,
      }),
  });
}

/** Ours are those that a process cannot do without; the developer's own keys and settings stay out, as they would on Lambda. */
function environmentOf(name: string, given: Readonly<Record<string, string>>): Record<string, string> {
  const ours = ['PATH', 'HOME', 'NODE_EXTRA_CA_CERTS'].flatMap(variable => {
    const value = process.env[variable];
    return value === undefined ? [] : [[variable, value] as const];
  });
  return {
    ...Object.fromEntries(ours),
    NODE_ENV: 'production',
    TZ: 'UTC',
    LANG: 'en_US.UTF-8',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    ...given,
    // A key of its own, as on Lambda the key of its role: by it the stand-ins can tell who asks.
    AWS_ACCESS_KEY_ID: name,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MEMORY_MB),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  };
}

function arnOf(name: string, { environment }: FunctionHostOptions): string {
  return `arn:aws:lambda:${environment['AWS_REGION'] ?? 'us-east-1'}:000000000000:function:${name}`;
}
