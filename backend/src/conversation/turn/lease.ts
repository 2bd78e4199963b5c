/** How long a worker that died keeps others from answering, in milliseconds. Many checkpoints fit into it. */
export const LEASE_MS = 15_000;

/** How often a running turn is written down, and hears of stops and new listeners, in milliseconds. */
export const CHECKPOINT_INTERVAL_MS = 1_000;

/**
 * From this length on, what has been added to a reply is kept as a piece that is not written again, in UTF-16 code units: two to six KB. A checkpoint
 * holds no more than that and what came in two seconds, so that the bytes written grow with the length of an answer, not with its square.
 */
export const PIECE_LENGTH = 2_048;

/** Both, for whoever keeps a lease. */
export interface LeaseTimes {
  readonly leaseMs: number;
  readonly checkpointMs: number;
}

export const LEASE: LeaseTimes = { leaseMs: LEASE_MS, checkpointMs: CHECKPOINT_INTERVAL_MS };
