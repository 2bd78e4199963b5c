import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { describe, expect, it } from 'vitest';
import type { Stores } from './conversation-stores.ts';
import { accepted, idsOf, message, reply } from './said.ts';

/** What every set of stores must do when what was said is deleted, moved, rated or very long, and when sessions end. */
export function describeConversationEnds(name: string, open: (now: () => number) => Promise<Stores>): void {
  const now = () => 1_790_000_000_000;
  const fresh = async () => ({ ...(await open(now)), id: newMessageId() });
  const answered = async ({ history, id }: Pick<Awaited<ReturnType<typeof fresh>>, 'history' | 'id'>) => {
    const stored = await accepted(history, id);
    await history.storeReply(id, stored, reply(stored.id));
    return stored;
  };
  const all = async ({ history, id }: Awaited<ReturnType<typeof fresh>>) => ({
    page: idsOf(await history.page(id, 100)),
    since: idsOf((await history.since(id, null, 100))!),
    behind: idsOf(await history.behind(id, 0, 100)),
  });
  const NOTHING = { page: [], since: [], behind: [] };

  describe(`${name} deleting`, () => {
    it('has all out of sight at once, and erases it [P7.9] [R29]', async () => {
      const stores = await fresh();
      const { history, turns, id } = stores;
      const said = await answered(stores);
      for (let i = 0; i < 40; i++) await answered(stores);
      const { place } = await turns.clear(id);
      expect(await all(stores)).toEqual(NOTHING);
      expect(await history.find(id, said.id)).toBeUndefined();

      await history.erase(id, place);
      await history.erase(id, place);
      expect(await history.since(id, said.id, 10), 'it is gone, not hidden').toBeUndefined();
      expect(await history.rate(id, replyIdOf(said.id), { rating: 'up' })).toBe('unknown');
    });

    it('takes what is said afterwards, also under an id of before', async () => {
      const stores = await fresh();
      const { history, turns, id } = stores;
      const before = await answered(stores);
      await turns.clear(id);
      const after = await history.accept(id, message({ id: before.id, text: 'afresh' }));
      if (after.outcome !== 'stored') throw new Error('expected a new message');
      expect(after.message.order).toBeGreaterThan(before.order);
      expect(await history.next(id, (await turns.read(id)).answered)).toMatchObject({ text: 'afresh' });
      await history.erase(id, before.order + 1);
      expect((await all(stores)).page).toEqual([before.id]);
    });

    it('takes the lease from whoever is answering, and nothing of theirs from then on [P7.9]', async () => {
      const stores = await fresh();
      const { history, turns, id } = stores;
      const asked = await accepted(history, id);
      await turns.connect(id, { connectionId: 'one', open: [], at: 1, until: 2 });
      await turns.claim(id, asked.id, now() + 1_000);
      await turns.again(id, asked.id);
      const { place, before } = await turns.clear(id);
      expect(before).toMatchObject({ messageId: asked.id, leaseUntil: now() + 1_000 });
      const { attempt } = before;
      expect(await turns.checkpoint(id, attempt, null, now() + 9_000)).toBeUndefined();
      expect(await turns.release(id, attempt, { answered: 0, sessionAttributes: {} })).toBe('lost');
      expect(await turns.read(id)).toMatchObject({
        attempt: attempt + 1,
        leaseUntil: null,
        again: [],
        sessionAttributes: {},
        connections: [{ connectionId: 'one' }],
      });
      await history.erase(id, place);

      await history.storeReply(id, asked, reply(asked.id, { attempt }));
      await history.fail(id, asked.id, 'unavailable', attempt);
      expect(await all(stores), 'a zombie is not seen').toEqual(NOTHING);
      await history.retract(id, asked);
      expect(await history.rate(id, replyIdOf(asked.id), { rating: 'up' }), 'nor kept').toBe('unknown');
    });

    it('names the dialogues that are over, also once more when deleting is repeated', async () => {
      const stores = await fresh();
      const { turns, id } = stores;
      const { order } = await answered(stores);
      expect(await turns.clear(id)).toMatchObject({ before: { cleared: 0 }, over: [0] });
      for (let i = 0; i < 2; i++)
        expect(await turns.clear(id), 'it may have broken off').toMatchObject({ over: [order, 0] });
      expect(await turns.read(id)).toMatchObject({ cleared: order });
      await answered(stores);
      expect((await turns.clear(id)).over).toEqual([order, 0]);
      expect((await turns.clear(id)).over, 'the one that was over before is forgotten').not.toContain(0);
    });

    it('retracts a message that was placed before and stored after', async () => {
      const stores = await fresh();
      const { history, turns, id } = stores;
      await answered(stores);
      const late = await accepted(history, id);
      await turns.clear(id);
      await history.retract(id, { id: late.id, order: 0 });
      expect(await history.since(id, late.id, 10), 'it is gone, not hidden').toBeUndefined();
      const stays = await accepted(history, id);
      await history.retract(id, { id: late.id, order: 0 });
      expect((await all(stores)).page).toEqual([stays.id]);
    });

    it('retracts no reply to what was not deleted', async () => {
      const stores = await fresh();
      const { history, turns, id } = stores;
      await answered(stores);
      await turns.clear(id);
      const stays = await answered(stores);
      await history.retract(id, stays);
      expect((await all(stores)).page).toEqual([stays.id, replyIdOf(stays.id)]);
    });

    it('deletes nothing of others, and nothing where there is nothing', async () => {
      const [mine, theirs] = [await fresh(), await fresh()];
      await answered(theirs);
      const { place } = await mine.turns.clear(mine.id);
      await mine.history.erase(mine.id, place);
      await mine.history.erase(mine.id, Number.MAX_SAFE_INTEGER);
      expect((await all(theirs)).page).toHaveLength(2);
    });
  });

  describe(`${name} moving`, () => {
    const moving = async () => {
      const { history, turns, id } = await fresh();
      return { history, turns, from: id, to: { conversationId: newMessageId(), visitorId: 'signed-1' } };
    };

    it('puts what was said behind what is there, in order, as the visitor’s own [P8.5]', async () => {
      const { history, from, to } = await moving();
      const there = await answered({ history, id: to.conversationId });
      const moved = [await answered({ history, id: from }), await answered({ history, id: from })];
      await history.copy(from, to);
      await history.copy(from, to);
      const both = [there, ...moved].flatMap(({ id }) => [id, replyIdOf(id)]);
      expect(idsOf(await history.page(to.conversationId, 10))).toEqual(both);
      expect(await history.find(to.conversationId, moved[0]!.id)).toMatchObject({ message: { visitorId: 'signed-1' } });
      expect(idsOf(await history.page(from, 10)), 'copied, so far').toHaveLength(4);
    });

    it('lets nobody answer what was moved, but the visitor send again what was not answered', async () => {
      const { history, from, to } = await moving();
      await answered({ history, id: from });
      const open = await accepted(history, from);
      await history.copy(from, to);
      expect(await history.next(to.conversationId, 0)).toBeUndefined();
      const said = await accepted(history, to.conversationId);
      expect((await history.next(to.conversationId, 0))?.id).toBe(said.id);

      const { message: failed } = (await history.find(to.conversationId, open.id))!;
      expect(failed.failure).toBe('unavailable');
      expect(await history.storeReply(to.conversationId, failed, reply(open.id))).toBe('stored');
    });

    it('gives a moved reply that broke off afresh, whatever its attempt was', async () => {
      const { history, from, to } = await moving();
      const asked = await accepted(history, from);
      await history.storeReply(from, asked, reply(asked.id, { attempt: 7, reason: 'interrupted' }));
      await history.copy(from, to);
      const { message: moved } = (await history.find(to.conversationId, asked.id))!;
      expect(await history.storeReply(to.conversationId, moved, reply(asked.id, { text: 'afresh' }))).toBe('stored');
    });

    it('takes no message into a conversation that is held, and takes them again after that', async () => {
      let clock = now();
      const { history, turns } = await open(() => clock);
      const id = newMessageId();
      await accepted(history, id);
      const rate = { perMinute: 60, burst: 10 };
      expect(await turns.hold(id, clock + 1_000)).toMatchObject({ leaseUntil: null });
      for (const given of [undefined, rate])
        expect(await history.accept(id, message({}), given)).toEqual({ outcome: 'too-fast' });
      expect((await history.page(id, 10)).entries).toHaveLength(1);
      clock += 1_000;
      expect(await history.accept(id, message({}), rate)).toMatchObject({ outcome: 'stored' });
    });

    it('moves nothing that was deleted', async () => {
      const { history, turns, from, to } = await moving();
      await answered({ history, id: from });
      await turns.clear(from);
      await history.copy(from, to);
      expect(idsOf(await history.page(to.conversationId, 10))).toEqual([]);
    });
  });

  describe(`${name} replies`, () => {
    it('keeps the last opinion of a reply, and shows it [P7.11]', async () => {
      const stores = await fresh();
      const { history, id } = stores;
      const { id: messageId } = await answered(stores);
      const feedback = { rating: 'down', comment: '다른 걸 물었어요' } as const;
      expect(await history.rate(id, replyIdOf(messageId), { rating: 'up' })).toBe('stored');
      expect(await history.rate(id, replyIdOf(messageId), feedback)).toBe('stored');
      expect((await history.page(id, 10)).entries[1]).toMatchObject({ feedback });
      expect((await history.find(id, messageId))?.reply).toEqual({ ...reply(messageId), feedback });
      for (const other of [newMessageId(), id])
        expect(await history.rate(other, replyIdOf(newMessageId()), feedback)).toBe('unknown');
    });

    it('keeps a reply that is too long for one item, to the letter, and deletes all of it', async () => {
      const stores = await fresh();
      const { history, turns, id } = stores;
      const asked = await accepted(history, id);
      const text = `a${'👋🏽긴 답'.repeat(60_000)}`;
      expect(await history.storeReply(id, asked, reply(asked.id, { text }))).toBe('stored');
      expect((await history.find(id, asked.id))?.reply?.text === text).toBe(true);
      expect((await history.page(id, 10)).entries[1]?.text === text).toBe(true);
      const elsewhere = { conversationId: newMessageId(), visitorId: 'signed-1' };
      await history.copy(id, elsewhere);
      const { place } = await turns.clear(id);
      await history.erase(id, place);
      expect(await all(stores)).toEqual(NOTHING);
      expect((await history.page(elsewhere.conversationId, 10)).entries[1]?.text === text).toBe(true);
    });

    it('goes through all that was said page by page, oldest first [P7.10]', async () => {
      const stores = await fresh();
      const { history, id } = stores;
      for (let i = 0; i < 5; i++) await answered(stores);
      const pages: string[][] = [];
      for (let place: number | null = 0; place !== null;) {
        const page = await history.behind(id, place, 3);
        pages.push(idsOf(page));
        place = page.rest;
      }
      expect(pages.flat()).toEqual((await all(stores)).page);
      expect(Math.max(...pages.map(page => page.length))).toBe(3);
    });
  });

  it(`${name} revocations only ever end more sessions [P8.6]`, async () => {
    const { revocations, id } = await fresh();
    expect(await revocations.revokedUntil(id)).toBe(0);
    await revocations.revoke(id, now());
    await revocations.revoke(id, now() - 1);
    expect(await revocations.revokedUntil(id)).toBe(now());
    expect(await revocations.revokedUntil(newMessageId())).toBe(0);
  });
}
