import { replyIdOf } from '@lex-chat/protocol';
import { expect } from 'vitest';
import type { RunningStack } from '../stack/stack.ts';
import { siteOf } from '../stack/site.ts';
import { openVisitor, type Visitor } from '../stack/visitor.ts';

/** What only a victim ever said or was told. */
export const SECRET = '호랑이';

/** Somebody who has said something that is nobody else's business. */
export interface Victim {
  readonly visitor: Visitor;
  readonly messageId: string;
  readonly cursor: string;
}

/** A guest and a signed visitor, each with a secret. */
export async function openVictims(running: RunningStack): Promise<readonly Victim[]> {
  const site = siteOf(() => running.stack);
  const opened = await Promise.all([openVisitor(running.stack.url), site.signIn('victim')]);
  return Promise.all(
    opened.map(async visitor => {
      const { messageId } = await visitor.ask(`제 비밀은 ${SECRET}예요`);
      await visitor.ask('안녕');
      const { before } = await visitor.history('?limit=2');
      return { visitor, messageId, cursor: before! };
    }),
  );
}

/** Names of the victim's that an attacker might know or guess, and as many guesses close to them as are wanted. */
export function namesOf({ visitor: { session }, messageId, cursor }: Victim, guesses: number): readonly string[] {
  const { conversationId } = session;
  return [
    conversationId,
    messageId,
    replyIdOf(messageId),
    cursor,
    `message#${messageId}`,
    `${conversationId}/${messageId}`,
    `../${conversationId}`,
    `..%2f${conversationId}`,
    `${conversationId}\u0000`,
    messageId.toUpperCase(),
    ` ${messageId}`,
    `${messageId}%00`,
    ...Array.from({ length: guesses }, (_, i) => near(i % 2 ? messageId : conversationId, i)),
  ];
}

/** All that a victim has, as they see it. */
export async function stateOf({ visitor }: Victim) {
  const { entries } = await visitor.history('?limit=100');
  return { entries, session: visitor.session.conversationId };
}

/** Until every function is done with what it was called for. */
export async function atRest({ stack }: RunningStack): Promise<void> {
  await expect
    .poll(() => stack.functions.processes().every(({ state }) => state === 'frozen'), { timeout: 60_000 })
    .toBe(true);
}

/** An id that differs in one of its last digits. */
function near(id: string, nth: number): string {
  const at = id.length - 1 - (nth % 12);
  const digit = (parseInt(id[at]!, 16) + 1 + Math.floor(nth / 12)) % 16;
  return id.slice(0, at) + digit.toString(16) + id.slice(at + 1);
}
