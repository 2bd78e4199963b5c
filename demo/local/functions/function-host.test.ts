import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FunctionError } from './function-error.ts';
import { startFunctions, type FunctionHost, type FunctionHostOptions } from './function-host.ts';
import { writeBundles } from './write-bundles.ts';

const BUNDLES = {
  echo: `export const handler = async (event, context) => ({
    event, pid: process.pid, context: { ...context, left: context.getRemainingTimeInMillis() },
  });`,
  variables: `export const handler = async () => process.env;`,
  thrower: `export const handler = async event => { throw new RangeError(event.text); };`,
  broken: `throw new SyntaxError('not today');`,
  handlerless: `export const other = 1;`,
  // Says that it began, then never ends.
  hanging: `export const handler = () => { console.log('began'); return new Promise(() => setInterval(() => {}, 1_000)); };`,
  exiting: `export const handler = async () => process.exit(3);`,
  huge: `export const handler = async () => 'x'.repeat(6_291_556);`,
  // Counts on after it has answered, for as long as it is let.
  restless: `let ticks = 0;
    export const handler = async event => {
      if (event.start) setInterval(() => { ticks += 1; }, 1);
      return { ticks, pid: process.pid };
    };`,
  // Goes on when the test says so.
  gated: `import { existsSync } from 'node:fs';
    export const handler = async ({ id, gate }) => {
      console.log('began ' + id);
      while (gate && !existsSync(gate)) await new Promise(resolve => setTimeout(resolve, 2));
      console.log('ended ' + id);
      return id;
    };`,
  // Keeps its connection to a neighbour open between events.
  neighbourly: `import { Agent, get } from 'node:http';
    const agent = new Agent({ keepAlive: true });
    export const handler = async ({ port }) => new Promise((resolve, reject) => {
      get({ port, agent }, response => response.resume().once('end', () => resolve(response.statusCode))).once('error', reject);
    });`,
};

let bundles: Awaited<ReturnType<typeof writeBundles>>;
let host: FunctionHost;
let lines: string[];

beforeAll(async () => {
  bundles = await writeBundles(BUNDLES);
});
afterEach(async () => host.close());
afterAll(async () => bundles.remove());

describe('an invocation', () => {
  it('hands the event over as JSON and gives back what the handler answers', async () => {
    start();
    const answer = (await host.invoke('echo', { text: '안녕', gone: undefined, day: new Date(0) })) as Echo;
    expect(answer.event).toEqual({ text: '안녕', day: '1970-01-01T00:00:00.000Z' });
  });

  it('tells the function who it is and how much time is left', async () => {
    start();
    const { context } = (await host.invoke('echo', {})) as Echo;
    expect(context).toMatchObject({
      functionName: 'echo',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
      memoryLimitInMB: '1024',
      callbackWaitsForEmptyEventLoop: true,
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(context.left).toBeGreaterThan(4_000);
    expect(context.left).toBeLessThanOrEqual(5_000);
  });

  it('gives functions their own environment and not the one of this process', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'the developer’s own');
    start({ environment: { TABLE: 'conversations' } });
    const variables = (await host.invoke('variables', {})) as Record<string, string>;
    vi.unstubAllEnvs();
    expect(variables).toMatchObject({ TABLE: 'conversations', AWS_LAMBDA_FUNCTION_NAME: 'variables', TZ: 'UTC' });
    expect(variables['PATH']).toBe(process.env['PATH']);
    expect(variables).not.toHaveProperty('OPENAI_API_KEY');
    expect(variables).not.toHaveProperty('VITEST');
  });

  it('uses a warm process again', async () => {
    start();
    const first = (await host.invoke('echo', {})) as Echo;
    const second = (await host.invoke('echo', {})) as Echo;
    expect(second.pid).toBe(first.pid);
    expect(host.processes()).toHaveLength(1);
    expect(host.invocations['echo']).toEqual({ asked: 2, failed: 0 });
  });

  it('takes a process to itself, as on Lambda', async () => {
    start();
    const answers = (await Promise.all([host.invoke('echo', {}), host.invoke('echo', {})])) as Echo[];
    expect(new Set(answers.map(({ pid }) => pid)).size).toBe(2);
  });

  it('shares a process when benchmarks ask for it', async () => {
    start({ invocationsPerProcess: 10 });
    const answers = (await Promise.all([host.invoke('echo', {}), host.invoke('echo', {})])) as Echo[];
    expect(new Set(answers.map(({ pid }) => pid)).size).toBe(1);
  });

  it.each([
    ['thrower', 'RangeError', 'a secret'],
    ['broken', 'SyntaxError', 'not today'],
    ['handlerless', 'Runtime.HandlerNotFound', 'The bundle exports no handler.'],
    ['exiting', 'Runtime.ExitError', 'exit status 3'],
    ['huge', 'Function.ResponseSizeTooLarge', '6291556'],
    ['nobody', 'ResourceNotFoundException', 'nobody'],
  ])('says why %s gave no answer', async (name, errorType, message) => {
    start();
    const error = await failureOf(host.invoke(name, { text: 'a secret' }));
    expect(error.errorType).toBe(errorType);
    expect(error.message).toContain(message);
  });

  it('logs failures by name and without their texts', async () => {
    start();
    await failureOf(host.invoke('thrower', { text: 'a secret' }));
    expect(lines).toEqual(['thrower failed: RangeError']);
    expect(host.invocations['thrower']).toEqual({ asked: 1, failed: 1 });
  });

  it('does not keep a process whose bundle cannot be loaded', async () => {
    start();
    await failureOf(host.invoke('broken', {}));
    await until(() => host.processes().length === 0);
  });
});

describe('a process', () => {
  it.runIf(process.platform === 'linux')(
    'is stopped once it has answered, and goes on with the next event',
    async () => {
      start();
      const first = (await host.invoke('restless', { start: true })) as Restless;
      expect(host.processes()).toEqual([{ name: 'restless', pid: first.pid, state: 'frozen' }]);
      await until(async () => (await stateOf(first.pid)) === 'T');

      const used = await timeOf(first.pid);
      // A process that ran would do its ticks in the time that this one needs for its own.
      await host.invoke('echo', {});
      expect(await timeOf(first.pid)).toBe(used);

      await until(async () => ((await host.invoke('restless', {})) as Restless).ticks > 0);
      expect(host.processes().find(({ name }) => name === 'restless')?.pid).toBe(first.pid);
    },
  );

  it('is busy while it runs, and killing it fails the call and not the next one', async () => {
    start();
    const failure = failureOf(host.invoke('gated', { id: 1, gate: 'never' }));
    await until(() => lines.includes('began 1'));
    const [victim] = host.processes();
    expect(victim?.state).toBe('busy');
    process.kill(victim!.pid, 'SIGKILL');
    expect(await failure).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect((await failure).message).toContain('signal: SIGKILL');
    expect(await host.invoke('gated', { id: 2 })).toBe(2);
    expect(host.processes()[0]?.pid).not.toBe(victim?.pid);
  });

  it('that was killed in its sleep loses no call', async () => {
    start();
    const first = (await host.invoke('echo', {})) as Echo;
    process.kill(first.pid, 'SIGKILL');
    const second = (await host.invoke('echo', { text: 'still here' })) as Echo;
    expect(second.event).toEqual({ text: 'still here' });
    expect(second.pid).not.toBe(first.pid);
  });

  it('notices, when it wakes, which connections were closed in its sleep', async () => {
    start();
    const neighbour = createServer((_, response) => response.end()).listen(0);
    const { port } = neighbour.address() as AddressInfo;
    for (let sleep = 0; sleep < 10; sleep += 1) {
      expect(await host.invoke('neighbourly', { port })).toBe(200);
      neighbour.closeIdleConnections();
    }
    expect(host.processes()).toHaveLength(1);
    neighbour.close();
  });

  it('is killed when its function takes too long', async () => {
    start({ functions: { hanging: { timeoutSeconds: 0.2 } } });
    const error = await failureOf(host.invoke('hanging', {}));
    expect(error.errorType).toBe('Sandbox.Timedout');
    expect(error.message).toMatch(/Task timed out after 0\.20 seconds$/);
    await until(() => host.processes().length === 0);
  });

  it('is not left behind by close, frozen or busy', async () => {
    start();
    const failure = failureOf(host.invoke('hanging', {}));
    await host.invoke('echo', {});
    await until(() => lines.includes('began'));
    const pids = host.processes().map(({ pid }) => pid);
    expect(pids).toHaveLength(2);
    await host.close();
    expect(await failure).toMatchObject({ errorType: 'Runtime.ExitError' });
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(host.processes()).toEqual([]);
  });
});

describe('the queue', () => {
  it('runs waiting calls in their order when a process is free', async () => {
    start({ processesPerFunction: 1 });
    const answers = await Promise.all([1, 2, 3].map(id => host.invoke('gated', { id })));
    expect(answers).toEqual([1, 2, 3]);
    // What a function writes and what it answers come by different ways.
    await until(() => lines.filter(line => line.startsWith('began')).length === 3);
    expect(lines.filter(line => line.startsWith('began'))).toEqual(['began 1', 'began 2', 'began 3']);
    expect(host.processes()).toHaveLength(1);
  });

  it('refuses calls beyond its bound with 429', async () => {
    start({ processesPerFunction: 1, waitingPerFunction: 1 });
    const running = host.invoke('gated', { id: 1 });
    const waiting = host.invoke('gated', { id: 2 });
    expect(await failureOf(host.invoke('gated', { id: 3 }))).toMatchObject({ errorType: 'TooManyRequestsException' });
    expect(await Promise.all([running, waiting])).toEqual([1, 2]);
  });

  it('lets calls go before events', async () => {
    start({ processesPerFunction: 1 });
    const running = host.invoke('gated', { id: 'call 1' });
    host.invokeLater('gated', { id: 'event' });
    await Promise.all([running, host.invoke('gated', { id: 'call 2' })]);
    await until(() => lines.includes('ended event'));
    expect(lines.filter(line => line.startsWith('began'))).toEqual(['began call 1', 'began call 2', 'began event']);
  });

  it('drops the answer of an event, and does not repeat one that failed', async () => {
    start();
    host.invokeLater('thrower', { text: 'a secret' });
    await until(() => lines.length > 0);
    await host.invoke('echo', {});
    expect(lines).toEqual(['thrower failed: RangeError']);
    expect(host.invocations['thrower']).toEqual({ asked: 1, failed: 1 });
  });
});

interface Echo {
  readonly event: unknown;
  readonly pid: number;
  readonly context: Readonly<Record<string, unknown>> & { readonly left: number };
}

interface Restless {
  readonly ticks: number;
  readonly pid: number;
}

function start(options: Partial<FunctionHostOptions> = {}): void {
  lines = [];
  host = startFunctions({
    folder: bundles.folder,
    environment: {},
    functions: Object.fromEntries(Object.keys(BUNDLES).map(name => [name, { timeoutSeconds: 5 }])),
    log: line => lines.push(line),
    ...options,
  });
}

async function failureOf(answer: Promise<unknown>): Promise<FunctionError> {
  return answer.then(
    () => expect.fail('answered'),
    (error: unknown) => error as FunctionError,
  );
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => expect(await condition()).toBe(true), { timeout: 4_000, interval: 5 });
}

/** The kernel's letter for what the process does (`T`: stopped), and the time it has used, in ticks. */
async function stateOf(pid: number): Promise<string> {
  return (await statOf(pid))[0]!;
}

async function timeOf(pid: number): Promise<number> {
  const fields = await statOf(pid);
  return Number(fields[11]) + Number(fields[12]);
}

async function statOf(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
