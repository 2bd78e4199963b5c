import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { describe, expect, it } from 'vitest';
import type { Stores } from './conversation-stores.ts';
import { accepted, idsOf, reply } from './said.ts';

/** What every set of stores must do with workers who wake up after others have taken over. */
export function describeFencedWorkers(name: string, open: (now: () => number) => Promise<Stores>): void {
  const now = () => 1_790_000_000_000;
  const begun = async () => {
    const stores = await open(now);
    const id = newMessageId();
    return { ...stores, id, asked: await accepted(stores.history, id) };
  };

  describe(`${name} fences`, () => {
    it('store nothing of a worker whose turn was taken over, neither reply nor failure [R15]', async () => {
      const { history, id, asked } = await begun();
      await history.fence(id, asked, 2);
      expect(await history.storeReply(id, asked, reply(asked.id, { attempt: 1 }))).toBe('superseded');
      expect(await history.fail(id, asked.id, 'unavailable', 1)).toBe('superseded');
      expect(await history.find(id, asked.id)).toMatchObject({ message: { failure: null }, reply: null });

      expect(await history.fail(id, asked.id, 'unavailable', 2), 'who has taken over may').toBe('stored');
      expect(await history.storeReply(id, asked, reply(asked.id, { attempt: 1 }))).toBe('superseded');
      expect(await history.find(id, asked.id)).toMatchObject({ message: { failure: 'unavailable' }, reply: null });
    });

    it('leave a later reply without the failure of an earlier worker', async () => {
      const { history, id, asked } = await begun();
      await history.fence(id, asked, 2);
      await history.fail(id, asked.id, 'unavailable', 2);
      await history.reopen(id, asked.id);
      expect(await history.storeReply(id, asked, reply(asked.id, { attempt: 3 }))).toBe('stored');
      expect(await history.fail(id, asked.id, 'unavailable', 1)).toBe('superseded');
      expect(await history.find(id, asked.id)).toMatchObject({ message: { failure: null }, reply: { attempt: 3 } });
    });

    it('let who takes over store what was left, and keep the one who left it from ending it', async () => {
      const { history, id, asked } = await begun();
      await history.fence(id, asked, 2);
      const left = reply(asked.id, { attempt: 1, reason: 'interrupted', text: '반쯤' });
      expect(await history.storeReply(id, asked, left, 2)).toBe('stored');
      expect(await history.storeReply(id, asked, reply(asked.id, { attempt: 1 }))).toBe('superseded');
      expect(await history.fail(id, asked.id, 'unavailable', 1)).toBe('superseded');
      await history.fence(id, asked, 4);
      await history.fence(id, asked, 3);
      expect(await history.storeReply(id, asked, reply(asked.id, { attempt: 3 }))).toBe('superseded');
      expect((await history.find(id, asked.id))?.reply).toEqual(left);
      expect(await history.storeReply(id, asked, reply(asked.id, { attempt: 5 }))).toBe('stored');
    });

    it('are nothing that was said', async () => {
      const { history, turns, id, asked } = await begun();
      await history.fence(id, asked, 2);
      expect(idsOf(await history.page(id, 10))).toEqual([asked.id]);
      expect(idsOf(await history.behind(id, 0, 10))).toEqual([asked.id]);
      expect(await history.since(id, replyIdOf(asked.id), 10)).toBeUndefined();
      expect(await history.rate(id, replyIdOf(asked.id), { rating: 'up' })).toBe('unknown');
      const { place } = await turns.clear(id);
      await history.erase(id, place);
      await history.fence(id, asked, 3);
      expect(idsOf(await history.page(id, 10))).toEqual([]);
    });

    it('stay behind when what was said moves', async () => {
      const { history, turns, id, asked } = await begun();
      await history.fence(id, asked, 8);
      await history.storeReply(id, asked, reply(asked.id, { attempt: 8, reason: 'interrupted' }));
      await history.fence(id, asked, 9);
      const to = { conversationId: newMessageId(), visitorId: 'signed-1' };
      await history.copy(id, to);
      const { message } = (await history.find(to.conversationId, asked.id))!;
      expect(await history.storeReply(to.conversationId, message, reply(asked.id))).toBe('stored');
      await turns.clear(to.conversationId);
      expect((await history.find(id, asked.id))?.reply).not.toBeNull();
    });
  });
}
