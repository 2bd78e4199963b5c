/** How long a worker that died keeps others from answering, in milliseconds. Many checkpoints fit into it. */
export const LEASE_MS = 15_000;

/** How often a running turn is written down, and hears of stops and new listeners, in milliseconds. */
export const CHECKPOINT_INTERVAL_MS = 1_000;
