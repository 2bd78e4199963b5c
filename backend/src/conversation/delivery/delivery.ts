import { setTimeout as wait } from 'node:timers/promises';
import { DELTA_INTERVAL_MS, type OpenReply, type ServerMessage } from '@lex-chat/protocol';
import type { Reply } from '../draft.ts';
import { nextMessage, startingCursor, type Cursor } from './next-message.ts';

/** Somebody a reply is told to. */
export interface Receiver {
  readonly id: string;
  /** The replies it holds a part of. */
  readonly open: readonly OpenReply[];
  /** When it said so, in milliseconds since 1970: a receiver that says it again has missed something. */
  readonly at: number;
  /** When its session began, in milliseconds since 1970, if a log-out is to end the delivery. */
  readonly session?: { readonly began: number; readonly onLogOut: () => void };
  /** `gone` ends the delivery to this receiver, as does an error. */
  post(message: ServerMessage): Promise<'sent' | 'gone'>;
}

/** Tells one reply, as it grows, to whoever listens: in order, one message under way per receiver, deltas at most every 150 ms. */
export interface Delivery {
  /** Who listens now. One that is new, or asked anew, begins where it wants to go on. */
  listen(receivers: readonly Receiver[]): void;
  tell(reply: Reply): void;
  /** Resolves when everybody has heard the end of the reply, or is gone. */
  settle(): Promise<void>;
  /** Tells nobody anything further. */
  drop(): void;
}

export interface DeliveryOptions {
  /** Hears of a receiver that could not be told: it is left to resume. */
  readonly onLost: (receiver: Receiver, error: unknown) => void;
  readonly now?: () => number;
  readonly pause?: (ms: number) => Promise<unknown>;
}

export function createDelivery({ onLost, now = Date.now, pause = wait }: DeliveryOptions): Delivery {
  const lines = new Map<string, Line>();
  let reply: Reply | null = null;
  const world: World = { read: () => reply, onLost, now, pause };

  return {
    listen(receivers) {
      const listening = new Set(receivers.map(({ id }) => id));
      for (const [id, line] of lines) if (!listening.has(id)) line.end();
      for (const receiver of receivers) {
        const line = lines.get(receiver.id);
        if (line?.receiver.at === receiver.at) continue;
        line?.end();
        lines.set(receiver.id, createLine(receiver, line?.settled, world));
      }
    },
    tell(grown) {
      reply = grown;
      for (const line of lines.values()) line.wake();
    },
    async settle() {
      await Promise.all([...lines.values()].map(line => line.settled));
    },
    drop() {
      for (const line of lines.values()) line.end();
    },
  };
}

interface World extends Required<DeliveryOptions> {
  readonly read: () => Reply | null;
}

interface Line {
  readonly receiver: Receiver;
  readonly settled: Promise<void>;
  wake(): void;
  end(): void;
}

/** The one writer to one receiver. A line that replaces another begins `after` that one's last post. */
function createLine(receiver: Receiver, after: Promise<void> | undefined, { read, onLost, now, pause }: World): Line {
  let wake = () => {};
  let isOver = false;

  const run = async () => {
    await after;
    let cursor: Cursor | null = null;
    let mayTellAt = 0;
    while (!isOver) {
      const reply = read();
      cursor ??= reply && startingCursor(reply, receiver.open);
      const next = reply && cursor && nextMessage(reply, cursor);
      if (!next) {
        if (cursor?.ended) return;
        await new Promise<void>(resolve => (wake = resolve));
        continue;
      }
      const early = next.message.type === 'reply-delta' && reply.reason === null ? mayTellAt - now() : 0;
      if (early > 0) {
        // What comes meanwhile goes with it.
        await pause(early);
        continue;
      }
      if ((await receiver.post(next.message)) === 'gone') return;
      cursor = next.cursor;
      if (next.message.type === 'reply-delta') mayTellAt = now() + DELTA_INTERVAL_MS;
    }
  };

  return {
    receiver,
    settled: run().catch((error: unknown) => onLost(receiver, error)),
    wake: () => wake(),
    end() {
      isOver = true;
      wake();
    },
  };
}
