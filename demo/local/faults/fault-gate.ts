import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { sendJson } from '../gateway/send-json.ts';
import type { Call, Fault, SetFault, Which } from './fault.ts';

/** Stands before a service and passes everything on, but for what it was told to spoil. */
export interface FaultGate {
  /** Where functions find the service. */
  readonly url: string;
  /** Spoils calls from now on. Of several faults that fit a call, the one that was set first meets it. */
  set(fault: Fault | ((call: Call) => Fault), which?: Which): SetFault;
  /** Takes back every fault that was set. */
  clear(): void;
  close(): Promise<void>;
}

/** Largest body that is looked at, in bytes: more than any service behind it takes. */
const BODY_MAX_BYTES = 16 * 1_024 * 1_024;

/** How long the service may take over what it was asked last, in milliseconds. */
const CLOSING_MS = 1_000;

interface Setting extends SetFault {
  readonly met: Call[];
  readonly fault: (call: Call) => Fault;
  meets(call: Call): boolean;
}

/** `kill` ends a process of the functions. `target` is the service's address, without a path. */
export async function startFaultGate(target: string, kill: (pid: number) => void): Promise<FaultGate> {
  let settings: readonly Setting[] = [];
  const asked = new Set<Promise<unknown>>();
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, response) => {
    response.on('error', () => {});
    void pass(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await readWhole(incoming);
    if (!bytes) return void response.destroy();
    const call = callOf(incoming, bytes);
    const fault = settings.find(setting => setting.meets(call))?.fault(call);
    const end = () => {
      if (call.pid !== undefined) kill(call.pid);
    };
    const forward = () => {
      const asking = ask(target, agent, incoming, bytes);
      const over: Promise<unknown> = asking.then(
        () => asked.delete(over),
        () => asked.delete(over),
      );
      asked.add(over);
      return asking;
    };

    switch (fault?.does) {
      case 'refuse':
        return sendJson(response, fault.status, fault.body, fault.headers);
      case 'hang':
        return;
      case 'cut':
        return void response.destroy();
      case 'lose-answer':
        await served(await forward());
        return void response.destroy();
      case 'hold':
        await fault.until;
        return answer(response, await forward());
      case 'repeat': {
        const [first, ...others] = await Promise.all(Array.from({ length: fault.times }, forward));
        for (const other of others) other.resume();
        return answer(response, first!);
      }
      case 'kill':
        if (fault.when === 'after') await served(await forward());
        end();
        return void response.destroy();
      case 'answer':
        return fault.answer(response, end);
      case undefined:
        return answer(response, await forward());
    }
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(fault, { times = Infinity, fits = () => true } = {}) {
      let isOver = false;
      const met: Call[] = [];
      const setting: Setting = {
        met,
        fault: typeof fault === 'function' ? fault : () => fault,
        meets(call) {
          if (isOver || met.length >= times || !fits(call)) return false;
          met.push(call);
          return true;
        },
        end: () => void (isOver = true),
      };
      settings = [...settings, setting];
      return setting;
    },
    clear() {
      for (const setting of settings) setting.end();
      settings = [];
    },
    async close() {
      // What a service has begun it ends before it is closed itself: dynalite falls over otherwise.
      await Promise.race([Promise.all(asked), wait(CLOSING_MS, undefined, { ref: false })]);
      agent.destroy();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** The laptop's functions name their process in the trace of their calls; see `functions/runtime.js`. */
const PARENT = /(?:^|;)Parent=([0-9a-f]{16})(?:;|$)/;

function callOf({ method = '', url = '', headers }: IncomingMessage, bytes: Buffer): Call {
  const target = headers['x-amz-target'];
  const parent = PARENT.exec(String(headers['x-amzn-trace-id'] ?? ''))?.[1];
  return {
    method,
    path: url,
    operation: typeof target === 'string' ? target.slice(target.lastIndexOf('.') + 1) : '',
    body: bytes.toString(),
    pid: parent === undefined ? undefined : Number.parseInt(parent, 16),
  };
}

async function readWhole(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > BODY_MAX_BYTES) return undefined;
      chunks.push(chunk);
    }
  } catch {
    // The caller has left.
    return undefined;
  }
  return Buffer.concat(chunks);
}

/** The same request to the service itself; its answer, once it begins. */
async function ask(target: string, agent: Agent, { method, url, headers }: IncomingMessage, body: Buffer) {
  // `host` stays as it came: it is signed.
  const asking = request(new URL(url ?? '/', target), { method, headers, agent });
  asking.end(body);
  const [answered] = (await once(asking, 'response')) as [IncomingMessage];
  return answered;
}

async function served(answered: IncomingMessage): Promise<void> {
  answered.resume();
  await once(answered, 'end');
}

/** Passes an answer on as it comes. Who stops reading hangs up on the service, and the other way round. */
function answer(response: ServerResponse, answered: IncomingMessage): void {
  const hangUp = () => answered.destroy();
  response.once('close', hangUp);
  answered.once('end', () => response.removeListener('close', hangUp));
  answered.on('error', () => response.destroy());
  answered.on('aborted', () => response.destroy());
  response.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
  response.flushHeaders();
  answered.pipe(response);
}
