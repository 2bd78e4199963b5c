import type { FunctionHost } from '../functions/function-host.ts';
import { startFaultGate, type FaultGate } from './fault-gate.ts';

/** The services that functions reach through a gate, by the last words of `AWS_ENDPOINT_URL_…`; `sockets` is `@connections`. */
const SERVICES = ['lex', 'model', 'dynamo', 'lambda', 'sockets'] as const;

export type FaultyService = (typeof SERVICES)[number];

/** Where tests break things: between the functions and each service behind them, and the functions themselves. */
export interface Faults extends Readonly<Record<FaultyService, FaultGate>> {
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
  const [lex, model, dynamo, lambda, sockets] = await Promise.all(
    SERVICES.map(service => startFaultGate(targets[service], kill)),
  );
  const gates = { lex: lex!, model: model!, dynamo: dynamo!, lambda: lambda!, sockets: sockets! };
  return {
    ...gates,
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
