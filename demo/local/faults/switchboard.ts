import type { FunctionHost } from '../functions/function-host.ts';
import { startFaultGate, type FaultGate } from './fault-gate.ts';

/** The services that functions reach through a gate, by the last words of `AWS_ENDPOINT_URL_…`; `sockets` is `@connections`. */
const SERVICES = ['lex', 'model', 'dynamo', 'lambda', 'sockets', 'uploads'] as const;

export type FaultyService = (typeof SERVICES)[number];

/** Where tests break things: between the functions and each service behind them, and the functions themselves. */
export interface Faults extends Readonly<Record<FaultyService, FaultGate>> {
  /** Where functions are to look for each service instead. */
  readonly urls: Readonly<Record<FaultyService, string>>;
  /** SIGKILL to every process of a function, busy or frozen. The next call finds a new one. */
  killAll(name: string): void;
  /** Takes back every fault that was set. */
  clear(): void;
  close(): Promise<void>;
}

/** Starts a gate before each service. `host` is asked for only when something is to be killed. */
export async function startFaults(
  targets: Readonly<Record<FaultyService, string>>,
  host: () => Pick<FunctionHost, 'processes'>,
): Promise<Faults> {
  // A number that is no longer a function's may be anybody's.
  const kill = (pid: number) => {
    if (
      host()
        .processes()
        .some(running => running.pid === pid)
    )
      process.kill(pid, 'SIGKILL');
  };
  const started = SERVICES.map(async service => [service, await startFaultGate(targets[service], kill)] as const);
  const gates = Object.fromEntries(await Promise.all(started)) as Record<FaultyService, FaultGate>;
  const urls = Object.fromEntries(SERVICES.map(service => [service, gates[service].url]));
  return {
    ...gates,
    urls: urls as Record<FaultyService, string>,
    killAll: name => {
      for (const running of host().processes()) if (running.name === name) kill(running.pid);
    },
    clear: () => {
      for (const gate of Object.values(gates)) gate.clear();
    },
    close: async () => {
      await Promise.all(Object.values(gates).map(gate => gate.close()));
    },
  };
}
