import { setTimeout as wait } from 'node:timers/promises';
import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { outcome, question, type Asking } from '../../promises/faulty-stack.ts';
import type { ModelHeard } from './hear-model.ts';

export interface Heard {
  /**
   * How long after the model had said the first of it each delta came, in milliseconds: what it waited to be told together with what
   * followed is in it.
   */
  readonly late: readonly number[];
  /** How long the first text took over the model's own time, in milliseconds; null where there was none. */
  readonly first: number | null;
  /** Code units of the answer that did not arrive, or in another order. */
  readonly lost: number;
  /** How many pieces of the answer the model told in a second. */
  readonly pace: number;
}

/** Asks for an answer, which the model gives as `answer` in pieces of `piece` code units, and hears it, for so many milliseconds at most. */
export async function hearAnswer(
  { socket }: Asking,
  model: ModelHeard,
  { answer, piece, patienceMs }: { readonly answer: string; readonly piece: number; readonly patienceMs: number },
): Promise<Heard> {
  const messageId = newMessageId();
  const arrived: { readonly at: number; readonly offset: number }[] = [];
  const leave = socket.listen(message => {
    if (message.type === 'reply-delta' && message.replyId === replyIdOf(messageId))
      arrived.push({ at: performance.now(), offset: message.offset });
  });
  const began = performance.now();
  socket.say({ type: 'message-send', messageId, text: question(messageId) });
  const ended = await Promise.race([outcome(socket, messageId), wait(patienceMs, null, { ref: false })]);
  leave();
  const { asked, sent } = model.toldTo(messageId);
  const [first] = arrived;
  return {
    late: arrived.map(({ at, offset }) => at - sent[Math.floor(offset / piece)]!),
    first: first ? first.at - began - (sent[0]! - asked) : null,
    lost: missing(answer, ended?.text ?? ''),
    pace: ((sent.length - 1) * 1_000) / (sent.at(-1)! - sent[0]!),
  };
}

/** How much of the answer is not as it was told. */
function missing(told: string, heard: string): number {
  let same = 0;
  while (same < heard.length && heard[same] === told[same]) same += 1;
  return told.length - same;
}
