import { replyIdOf } from '@lex-chat/protocol';
import { STOPPED, type Turn } from './converse.ts';
import { LEASE, PIECE_LENGTH, type LeaseTimes } from './lease.ts';
import type { Draft, TurnState, TurnStore } from '../stores.ts';

export interface WatchPorts {
  readonly turns: Pick<TurnStore, 'checkpoint' | 'keep'>;
  /** @default LEASE */
  readonly lease?: LeaseTimes;
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Hears what went wrong and was put right, for the log. */
  readonly warn: (event: string, error: unknown) => void;
}

export interface Watch {
  /** Aborted with `STOPPED` when the visitor asked for it, with `LEASE_LOST` when another worker has taken over. */
  readonly signal: AbortSignal;
  /**
   * Whether the turn is still ours to speak for. Costs nothing while the lease lasts; whoever has slept beyond it looks whether another
   * worker has taken over meanwhile. Where that cannot be found out, it is not.
   */
  holds(): Promise<boolean>;
  /** Stops watching, when the checkpoint under way is done. */
  end(): Promise<void>;
}

export const LEASE_LOST = 'lease-lost';

/** Once a second writes down how far a turn got, keeps its lease, and hears of stops and of who listens now. */
export function watchTurn(
  { conversationId, message, attempt, leaseUntil }: Turn,
  read: () => Draft | null,
  listen: (state: TurnState) => void,
  ports: WatchPorts,
): Watch {
  const { turns, now, pause, warn, lease = LEASE } = ports;
  const turn = new AbortController();
  const watching = new AbortController();
  /** Where the pieces end that are kept. */
  let ends: readonly number[] = [];
  /** A piece takes the place of a checkpoint, and is none: the lease and what has come since go with the next. */
  let mayKeep = false;
  let heldUntil = leaseUntil;
  let looking: Promise<void> = Promise.resolve();

  const write = async (draft: Draft | null): Promise<TurnState | undefined> => {
    const isLong = draft !== null && draft.text.length - (ends.at(-1) ?? 0) >= PIECE_LENGTH;
    if (!isLong || !mayKeep) {
      mayKeep = draft !== null;
      return turns.checkpoint(conversationId, attempt, draft, now() + lease.leaseMs, ends);
    }
    mayKeep = false;
    const longer = [...ends, draft.text.length];
    const state = await turns.keep(conversationId, message, draft, longer);
    ends = longer;
    return state;
  };
  const lookOnce = async () => {
    const state = await write(wellFormed(read()));
    if (!state) {
      turn.abort(LEASE_LOST);
      watching.abort();
      return;
    }
    heldUntil = state.leaseUntil ?? heldUntil;
    if (state.stop === replyIdOf(message.id)) turn.abort(STOPPED);
    listen(state);
  };
  const isLost = () => turn.signal.reason === LEASE_LOST;
  /** One after the other: what is written next depends on what was written. */
  const look = () => {
    const next = looking.then(async () => (isLost() ? undefined : lookOnce()));
    looking = next.catch(() => undefined);
    return next;
  };
  const run = async () => {
    for (;;) {
      await pause(lease.checkpointMs, watching.signal);
      if (watching.signal.aborted) return;
      // One checkpoint that fails is made good by the next; the lease outlasts several.
      await look().catch((error: unknown) => warn('checkpoint-failed', error));
    }
  };

  const running = run();
  return {
    signal: turn.signal,
    async holds() {
      if (heldUntil > now() || isLost()) return !isLost();
      await look().catch((error: unknown) => warn('checkpoint-failed', error));
      return !isLost() && heldUntil > now();
    },
    async end() {
      watching.abort();
      await running;
    },
  };
}

/** Without the first half of a surrogate pair whose second may still come: DynamoDB would make U+FFFD of it. */
function wellFormed(draft: Draft | null): Draft | null {
  return draft && /[\uD800-\uDBFF]$/.test(draft.text) ? { ...draft, text: draft.text.slice(0, -1) } : draft;
}
