import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever the machine's clock does. */
const TICK_MS = 10;

/** Processor time that processes have taken so far, in milliseconds; null where there is no `/proc`. Those that are gone count nothing. */
export function processorTime(pids: readonly number[]): number | null {
  if (process.platform !== 'linux') return null;
  return pids.reduce((sum, pid) => sum + timeOf(pid), 0);
}

function timeOf(pid: number): number {
  try {
    // The name in brackets may hold anything; behind it the fields are parted by spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return 0;
  }
}
