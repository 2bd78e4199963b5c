import type { Session } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { createLink } from '../../widget/src/connection/link.ts';
import type { World } from '../../widget/src/connection/world.ts';
import { measured, times } from './measured.ts';

const CLIENTS = 1_000;

const session: Session = {
  token: 't',
  expiresAt: Number.MAX_SAFE_INTEGER,
  conversationId: 'c1',
  visitor: { kind: 'guest' },
  socketUrl: 'wss://chat.example.com/socket',
  limits: { textMaxLength: 4_096 },
  features: [],
  locale: 'ko_KR',
};

/** A crowd of real links in one simulated time, in front of a gateway that lets nobody in until `downMs` have passed. */
async function cutAtOnce(downMs: number, seed: number): Promise<readonly number[]> {
  const random = createRandom(seed);
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const sockets = new Set<Pick<WebSocket, 'onclose' | 'onopen'>>();
  const knocks: number[] = [];
  let now = 0;
  let isOpen = true;

  const after: World['after'] = (ms, run) => {
    const timer = { at: now + ms, run };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  class Knock {
    readonly readyState = 1;
    onopen: (() => void) | null = null;
    onclose: (() => void) | null = null;
    constructor() {
      knocks.push(now);
      sockets.add(this);
      const isLetIn = isOpen;
      after(0, () => (isLetIn ? this.onopen : this.onclose)?.());
    }
    send() {}
    close() {
      sockets.delete(this);
    }
  }
  const world = {
    WebSocket: Knock as never,
    now: () => now,
    random,
    after,
    isOnline: () => true,
    onReturn: () => {},
    onLeave: () => {},
  };
  const obtain = async () => ({ ok: true as const, value: session });
  const events = { changed: () => undefined, heard: () => undefined, refused: () => undefined };
  const links = Array.from({ length: CLIENTS }, () =>
    createLink({ obtain, confirm: obtain }, () => false, events, world),
  );

  const pass = async (until: number) => {
    for (;;) {
      // What was begun in this moment: a session is obtained asynchronously.
      await new Promise(setImmediate);
      let next: { readonly at: number; readonly run: () => void } | undefined;
      for (const timer of timers) if (timer.at <= until && (!next || timer.at < next.at)) next = timer;
      if (!next) break;
      now = next.at;
      for (const timer of [...timers]) {
        if (timer.at !== now) continue;
        timers.delete(timer);
        timer.run();
      }
    }
    now = until;
  };

  for (const link of links) link.connect();
  await pass(1_000);
  expect(links.every(({ state }) => state === 'online')).toBe(true);
  knocks.length = 0;
  isOpen = false;
  for (const socket of [...sockets]) (socket.onclose as () => void)();
  await pass(now + downMs);
  isOpen = true;
  await pass(now + 3 * 60_000);
  expect(links.every(({ state }) => state === 'online')).toBe(true);
  for (const link of links) link.close();
  return knocks;
}

/** The most knocks within any second, as a share of the crowd. */
function worstSecond(knocks: readonly number[]): number {
  const sorted = knocks.toSorted((a, b) => a - b);
  let worst = 0;
  for (let first = 0, last = 0; last < sorted.length; last++) {
    while (sorted[last]! - sorted[first]! >= 1_000) first++;
    worst = Math.max(worst, last - first + 1);
  }
  return worst / CLIENTS;
}

/** The same chances in each run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

for (const [what, downMs] of [
  ['is back at once', 1],
  ['is away for half a minute', 30_000],
  ['is away for five minutes', 300_000],
] as const) {
  it(`[R5] spreads a crowd of idle clients, all cut off by a gateway that ${what}`, async ({ task }) => {
    const shares: number[] = [];
    for (let seed = 1; seed <= times(1, 10); seed++) shares.push(worstSecond(await cutAtOnce(downMs, seed)) * 100);
    measured(task).atMost(
      `of 1,000 clients within the worst second; the gateway ${what}`,
      15,
      Math.max(...shares),
      '%',
    );
  });
}
