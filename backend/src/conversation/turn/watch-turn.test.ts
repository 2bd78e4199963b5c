import { replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { harness, say } from '../fakes.ts';
import { PIECE_LENGTH } from './lease.ts';
import type { Draft, TurnStore } from '../stores.ts';
import { watchTurn } from './watch-turn.ts';

it('writes one thing a second: a checkpoint, or in its place what is long enough for a piece', async () => {
  const written = await secondsOf([null, 'a', 'a'.repeat(PIECE_LENGTH + 5), 'a'.repeat(PIECE_LENGTH + 9)]);
  expect(written).toEqual([
    'checkpoint - of 0 behind ',
    'checkpoint a of 1 behind ',
    `keep ${PIECE_LENGTH + 5}`,
    `checkpoint a of ${PIECE_LENGTH + 9} behind ${PIECE_LENGTH + 5}`,
  ]);
});

it('lets no two pieces follow each other, so that the lease is renewed however fast an answer is', async () => {
  const fast = [1, 2, 3, 4].map(times => 'a'.repeat(times * PIECE_LENGTH));
  expect((await secondsOf(fast)).map(line => line.split(' ')[0])).toEqual(['checkpoint', 'keep', 'checkpoint', 'keep']);
});

it('writes no half of a surrogate pair [P4.4]', async () => {
  const [checkpoint] = await secondsOf(['네 👋'.slice(0, 3)]);
  expect(checkpoint).toBe('checkpoint   of 2 behind ');
});

/** What is written in each second, when the reply is so far by then. */
async function secondsOf(texts: readonly (string | null)[]): Promise<readonly string[]> {
  const ports = harness();
  const message = await say(ports, 'c1');
  await ports.turns.claim('c1', message.id, ports.now() + 1_000);
  const written: string[] = [];
  let second = -1;
  let goOn = () => {};
  const over = new Promise<void>(resolve => (goOn = resolve));
  const turns: TurnStore = {
    ...ports.turns,
    checkpoint(id, attempt, draft, until, ends = []) {
      const { text } = draft ?? { text: '' };
      written.push(`checkpoint ${text.at(-1) ?? '-'} of ${text.length} behind ${ends.join()}`);
      return ports.turns.checkpoint(id, attempt, draft, until, ends);
    },
    keep(id, of, draft, ends) {
      written.push(`keep ${ends.join()}`);
      return ports.turns.keep(id, of, draft, ends);
    },
  };
  const pause = async () => {
    second += 1;
    if (second < texts.length) return;
    goOn();
    await new Promise(resolve => setImmediate(resolve));
  };
  const read = () => draftOf(message.id, texts[second] ?? null);
  const turn = {
    conversationId: 'c1',
    dialogueId: 'c1',
    message,
    attempt: 1,
    leaseUntil: Infinity,
    sessionAttributes: {},
  };
  const watch = watchTurn(turn, read, () => {}, { ...ports, turns, pause });
  await over;
  await watch.end();
  return written.slice(0, texts.length);
}

function draftOf(messageId: string, text: string | null): Draft | null {
  if (text === null) return null;
  const source = { kind: 'model', name: 'm' } as const;
  return { replyId: replyIdOf(messageId), inReplyTo: messageId, attempt: 1, locale: 'ko', source, text, parts: [] };
}
