import { CODE } from '../../widget/src/conversation/fake-code.ts';
import { newMessageId, type Session } from '@lex-chat/protocol';
import { beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { World } from '../../widget/src/connection/world.ts';
import { createConversation } from '../../widget/src/conversation/conversation.ts';
import { createFakeStorage } from '../../widget/src/conversation/fake-storage.ts';
import { useStack } from '../stack/stack.ts';
import { visitorOf } from '../stack/visitor.ts';
import { startCuttingProxy, type Cut, type CuttingProxy } from './cutting-proxy.ts';
import { ask, openAsking, runs } from './faulty-stack.ts';
import { inParallel } from './in-parallel.ts';
import { measured, times } from './measured.ts';

const TOKENS = 120;
const CUTS_EACH = 5;
const AT_ONCE = 3;
/** How much faster time passes for the widget: half-open lines, which it notices after twenty seconds, take five. */
const HASTE = 4;

const running = useStack({ pace: { firstTokenMs: 20, tokensPerSecond: 100 } });
beforeAll(() => running.stack.model.direct({ answer: ({ question }) => scriptFor(question), pieces: 5 }));

/** Every token differs from every other, so that none can stand for another. */
function scriptFor(question: string): string {
  return Array.from({ length: TOKENS }, (_, i) => `${i % 10 === 0 ? '👋' : '말'}${question.slice(-3)}${i}`).join('');
}

it(
  '[R1] shows in the widget what the model said, and nothing else, over lines that are cut at any byte',
  async ({ task }) => {
    const conversations = times(3, 100, 2);
    await startProcesses();
    let cuts = 0;
    let wrong = 0;
    await inParallel(
      Array.from({ length: conversations }).keys(),
      async nth => {
        const talked = await talkThroughCuts(nth);
        cuts += talked.cuts;
        if (talked.shown !== talked.wanted || talked.stored !== talked.wanted) wrong += 1;
      },
      AT_ONCE,
    );
    measured(task).is(
      `conversations of ${conversations} in which the widget showed or stored something else`,
      0,
      wrong,
    );
    measured(task).atLeast('lines cut', conversations * 3, cuts);
  },
  times(120_000, 7_200_000),
);

/** A widget in a hurry would take a socket for blocked that is only slow to open for the first time, and go on where nothing is cut. */
async function startProcesses(): Promise<void> {
  await runs(
    AT_ONCE,
    async () => {
      const { socket } = await openAsking(running.stack.url);
      await ask(socket, newMessageId());
      socket.close();
    },
    AT_ONCE,
  );
}

/** Two messages at once, the second of which waits for the answer to the first; the lines are cut all the while. */
async function talkThroughCuts(nth: number) {
  const proxy = await startCuttingProxy(Number(new URL(running.stack.url).port));
  const { world, cuts } = createCutWorld(proxy);
  const conversation = createConversation(
    {
      endpoint: running.stack.url,
      language: 'ko',
      load: CODE,
    },
    world,
  );
  conversation.open();
  const said = [`교환은 어떻게 하나요? ${nth}-a`, `환불은 어떻게 하나요? ${nth}-b`];
  for (const text of said) conversation.say(text);
  const lines = () => conversation.state.transcript;
  await expect
    .poll(() => lines().map(({ state }) => state), { timeout: 100_000, interval: 50 })
    .toEqual(['sent', 'done', 'sent', 'done']);
  const shown = JSON.stringify(lines().map(({ text }) => text));

  const key = world.storage.keys().find(name => name.includes(':session:'))!;
  const session = JSON.parse(world.storage.getItem(key)!) as Session;
  const { entries } = await visitorOf(running.stack.url, session).history();
  conversation.close();
  await proxy.close();
  return {
    cuts: cuts(),
    shown,
    stored: JSON.stringify(entries.map(({ text }) => text)),
    wanted: JSON.stringify(said.flatMap(text => [text, scriptFor(text)])),
  };
}

/** A page in a hurry, whose sockets go through `proxy`, the first few over lines that are cut. */
function createCutWorld(proxy: CuttingProxy) {
  let ordered = 0;
  let cuts = 0;
  class CutWebSocket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      if (ordered < CUTS_EACH) {
        // A socket that never opened is another matter: then it goes on over HTTP.
        const least = ordered === 0 ? 1_000 : 1;
        const cut = (['both', 'client', 'service'] as const)[ordered % 3] satisfies Cut | undefined;
        proxy.cutNext(least + Math.floor(Math.random() * 2_000), cut!, () => (cuts += 1));
        ordered += 1;
      }
      const url = new URL(address);
      url.port = String(proxy.port);
      super(url, protocols);
    }
  }
  const began = Date.now();
  const world = {
    WebSocket: CutWebSocket as unknown as World['WebSocket'],
    storage: createFakeStorage(),
    now: () => began + (Date.now() - began) * HASTE,
    after(ms: number, run: () => void) {
      const timer = setTimeout(run, ms / HASTE);
      return () => clearTimeout(timer);
    },
    isOnline: () => true,
    onReturn: () => undefined,
    onLeave: () => undefined,
  };
  return { world, cuts: () => cuts };
}
