import { newMessageId } from '@lex-chat/protocol';
import { describe, expect, it } from 'vitest';
import type { Stores } from './conversation-stores.ts';
import { message } from './said.ts';

/** What every set of stores must do with how a message is to be answered: by whom, and whether afresh. */
export function describeWishes(name: string, open: (now: () => number) => Promise<Stores>): void {
  let clock = 1_790_000_000_000;
  const now = () => clock;
  const fresh = async () => ({ ...(await open(now)), id: newMessageId() });
  const DONE = { answered: 0, sessionAttributes: {} };

  describe(`${name} wishes`, () => {
    it('keeps what a message asks for, and of which model [P3.10] [P3.12]', async () => {
      const { history, id } = await fresh();
      const asking = message({ mode: 'translate', model: 'fast' });
      await history.accept(id, asking);
      await history.accept(id, message({}));
      expect((await history.find(id, asking.id))!.message).toMatchObject({ mode: 'translate', model: 'fast' });
      const next = await history.next(id, (await history.find(id, asking.id))!.message.order);
      expect(next).not.toHaveProperty('model');
      // Visitors are shown what they said, and by the reply who answered.
      expect((await history.page(id, 1)).entries[0]).not.toHaveProperty('model');
    });

    it('takes back what is not to be answered afresh after all, with what is written anyway', async () => {
      const { turns, id } = await fresh();
      for (const message of ['m1', 'm2', 'm3']) await turns.again(id, message);
      await turns.claim(id, 'm4', now() + 1_000);
      const step = { ...DONE, messageId: 'm4', leaseUntil: now() + 1_000, done: ['m1', 'm9'] };
      expect([...(await turns.advance(id, 1, step))!.again].sort()).toEqual(['m2', 'm3']);
      expect(await turns.release(id, 2, { ...DONE, done: ['m2'] })).toMatchObject({ state: { again: ['m3'] } });
    });

    it('tells who sends a message again which message is being answered', async () => {
      const { history, turns, id } = await fresh();
      const same = message({});
      await history.accept(id, same);
      const turn = { attempt: 0, leaseUntil: null, messageId: null };
      expect(await history.accept(id, same)).toMatchObject({ outcome: 'duplicate', turn });
      await turns.claim(id, same.id, now() + 1_000);
      expect(await history.accept(id, same)).toMatchObject({
        outcome: 'duplicate',
        turn: { attempt: 1, leaseUntil: now() + 1_000, messageId: same.id, isSettling: false },
      });
      clock += 1_001;
      await turns.claim(id, same.id, now() + 1_000);
      expect(await history.accept(id, same)).toMatchObject({ turn: { messageId: same.id, isSettling: true } });
      await turns.advance(id, 2, { ...DONE, messageId: same.id, leaseUntil: now() + 1_000 });
      expect(await history.accept(id, same)).toMatchObject({ turn: { messageId: same.id, isSettling: false } });
    });
  });
}
