import {
  newMessageId,
  parseServerMessage,
  replyIdOf,
  SUBPROTOCOL,
  type ServerMessage,
  type Session,
} from '@lex-chat/protocol';
import { beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { useStack } from '../stack/stack.ts';
import { openVisitor } from '../stack/visitor.ts';
import { startCuttingProxy, type Cut, type CuttingProxy } from './cutting-proxy.ts';
import { question, textHeard } from './faulty-stack.ts';
import { inParallel } from './in-parallel.ts';
import { measured, times } from './measured.ts';

const TOKENS = 300;
const AT_ONCE = 8;

// Six seconds an answer, in which there is time to come back five times.
const running = useStack({ pace: { firstTokenMs: 20, tokensPerSecond: 50 } });
beforeAll(() => running.stack.model.direct({ answer: ({ question }) => scriptFor(question), pieces: 5 }));

/** Every token differs from every other, so that none can stand for another; one in ten is more than a unit long. */
function scriptFor(question: string): string {
  const tail = question.slice(-4);
  return Array.from({ length: TOKENS }, (_, i) => `${i % 10 === 0 ? '👋' : '말'}${tail}${i}`)
    .join('')
    .slice(0, TOKENS * 5);
}

it(
  '[R1] loses, doubles and changes nothing of a stream whose line is cut at any byte',
  async ({ task }) => {
    const streams = times(8, 200, 4);
    const cutsEach = 5;
    let cuts = 0;
    let wrong = 0;
    await inParallel(
      Array.from({ length: streams }).keys(),
      async nth => {
        const result = await streamThroughCuts(nth, cutsEach);
        cuts += result.cuts;
        if (result.text !== result.script || result.stored !== result.script) wrong += 1;
      },
      AT_ONCE,
    );
    measured(task).is('streams that are not as the model gave them, to the letter', 0, wrong);
    measured(task).is('lines cut', streams * cutsEach, cuts);
  },
  times(120_000, 7_200_000),
);

/** One answer, heard over lines of which the first few are cut: at random bytes, at either end or both. */
async function streamThroughCuts(nth: number, cutsEach: number) {
  const visitor = await openVisitor(running.stack.url);
  const proxy = await startCuttingProxy(Number(new URL(running.stack.url).port));
  const messageId = newMessageId();
  const text = question(messageId);
  const heard: ServerMessage[] = [];
  const abandoned: WebSocket[] = [];
  const isOver = () =>
    heard.some(message =>
      message.type === 'entry' ? message.entry.id === replyIdOf(messageId) : message.type === 'reply-end',
    );
  let cuts = 0;
  while (!isOver()) {
    const socket = openSocket(visitor.session, proxy, cuts < cutsEach ? cutAt(nth + cuts) : null);
    socket.onMessage(message => {
      heard.push(message);
      if (isOver()) socket.close();
    });
    socket.onOpen(() => {
      const held = textHeard(heard, messageId);
      const open =
        held.attempt > 0 ? [{ replyId: replyIdOf(messageId), attempt: held.attempt, length: held.text.length }] : [];
      const isAccepted = heard.some(({ type }) => type === 'message-accepted');
      if (isAccepted) socket.say({ type: 'conversation-resume', after: null, open });
      // Never accepted as far as is known here: said again, under the same id.
      else socket.say({ type: 'message-send', messageId, text });
    });
    if (await socket.cut) cuts += 1;
    abandoned.push(socket.raw);
  }
  for (const socket of abandoned) socket.terminate();
  await proxy.close();
  const entry = heard.find(message => message.type === 'entry' && message.entry.id === replyIdOf(messageId));
  const { entries } = await visitor.history();
  return {
    cuts,
    script: scriptFor(text),
    text: entry?.type === 'entry' ? entry.entry.text : textHeard(heard, messageId).text,
    stored: entries.at(-1)?.text,
  };
}

function cutAt(seed: number): { readonly afterBytes: number; readonly cut: Cut } {
  return {
    afterBytes: 1 + Math.floor(Math.random() * 2_000),
    cut: (['both', 'client', 'service'] as const)[seed % 3]!,
  };
}

/** A socket over the proxy. `cut` resolves when its line is: true, or when it has closed by itself: false. */
function openSocket({ socketUrl, token }: Session, proxy: CuttingProxy, order: ReturnType<typeof cutAt> | null) {
  let settle!: (wasCut: boolean) => void;
  const cut = new Promise<boolean>(resolve => (settle = resolve));
  if (order) proxy.cutNext(order.afterBytes, order.cut, () => settle(true));
  const url = new URL(socketUrl);
  url.port = String(proxy.port);
  const raw = new WebSocket(url, [SUBPROTOCOL, token]);
  raw.on('error', () => {});
  raw.once('close', () => settle(false));
  return {
    raw,
    cut,
    say: (message: object) => raw.send(JSON.stringify(message)),
    close: () => raw.close(),
    onOpen: (act: () => void) => void raw.once('open', act),
    onMessage: (act: (message: ServerMessage) => void) =>
      void raw.on('message', data => {
        const message = parseServerMessage((data as Buffer).toString());
        if (message) act(message);
      }),
  };
}

it('draws cuts over the whole of an answer', () => {
  const drawn = Array.from({ length: 1_000 }, (_, i) => cutAt(i).afterBytes);
  expect(Math.min(...drawn)).toBeLessThan(200);
  expect(Math.max(...drawn)).toBeGreaterThan(1_800);
});
