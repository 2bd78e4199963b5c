import { newMessageId, OBFUSCATED_TEXT, replyIdOf } from '@lex-chat/protocol';
import type { HistoryStore, RevocationStore, TurnStore } from '@lex-chat/backend/conversation/stores';
import { describe, expect, it } from 'vitest';
import { accepted, idsOf, message, reply } from './said.ts';

export interface Stores {
  readonly history: HistoryStore;
  readonly turns: TurnStore;
  readonly revocations: RevocationStore;
}

/** What every pair of stores must do, whatever they are made of. `now` is the clock that they were given. */
export function describeConversationStores(name: string, open: (now: () => number) => Promise<Stores>): void {
  let clock = 1_790_000_000_000;
  const now = () => clock;
  const fresh = async () => ({ ...(await open(now)), id: newMessageId() });

  describe(`${name} history`, () => {
    it('keeps the first of two messages under one id [P3.5]', async () => {
      const { history, id } = await fresh();
      const first = message({ text: 'first' });
      expect(await history.accept(id, first)).toMatchObject({
        outcome: 'stored',
        message: { text: 'first', at: now(), failure: null },
      });
      expect(await history.accept(id, { ...first, text: 'second' })).toMatchObject({ outcome: 'duplicate' });
      expect(await history.find(id, first.id)).toMatchObject({
        message: { text: 'first', locale: 'ko_KR', attributes: { page: '/' } },
        reply: null,
      });
    });

    it('knows an obfuscated text until it is answered or has failed, and shows it to nobody [P3.11]', async () => {
      const { history, id } = await fresh();
      const [answered, failed] = [
        message({ text: '8317', obfuscated: true }),
        message({ text: '2946', obfuscated: true }),
      ];
      const texts = async () => {
        const found = await Promise.all([answered, failed].map(({ id: messageId }) => history.find(id, messageId)));
        return found.map(exchange => exchange?.message.text);
      };
      for (const one of [answered, failed]) await history.accept(id, one);
      expect(await texts()).toEqual(['8317', '2946']);
      const entries = async () => (await history.page(id, 10)).entries.filter(({ role }) => role === 'visitor');
      const hidden = { text: OBFUSCATED_TEXT, obfuscated: true };
      expect(await entries()).toMatchObject([hidden, hidden]);

      const { message: asked } = (await history.find(id, answered.id))!;
      await history.storeReply(id, asked, reply(asked.id));
      await history.fail(id, failed.id, 'unavailable', 1);
      expect(await texts()).toEqual([OBFUSCATED_TEXT, OBFUSCATED_TEXT]);
      await history.copy(id, { conversationId: 'elsewhere', visitorId: 'v2' });
      expect((await history.page('elsewhere', 10)).entries[0]).toMatchObject(hidden);
    });

    it('stores a message once, however many send it at the same time [P3.5]', async () => {
      const { history, id } = await fresh();
      const same = message({});
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => history.accept(id, same)));
      expect(outcomes.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1);
      expect((await history.page(id, 10)).entries).toHaveLength(1);
    });

    it('stores no more of a conversation’s messages than its rate lets pass [R41]', async () => {
      const { history, id } = await fresh();
      const rate = { perMinute: 30, burst: 3 };
      const sent = Array.from({ length: 6 }, () => message({}));
      const outcomes = await Promise.all(sent.map(one => history.accept(id, one, rate)));
      const stored = sent.filter((_, i) => outcomes[i]!.outcome === 'stored').map(one => one.id);
      expect(outcomes.filter(({ outcome }) => outcome === 'too-fast')).toHaveLength(6 - stored.length);
      expect(stored.length).toBeLessThanOrEqual(3);
      expect(idsOf(await history.page(id, 10)).toSorted()).toEqual(stored.toSorted());

      clock += 60_000;
      for (const expected of ['stored', 'stored', 'stored', 'too-fast'])
        expect(await history.accept(id, message({}), rate)).toMatchObject({ outcome: expected });
      clock += 2_000;
      const again = message({});
      expect(await history.accept(id, again, rate)).toMatchObject({ outcome: 'stored' });
      expect(await history.accept(id, again, rate)).toEqual({ outcome: 'too-fast' });
      expect(await history.accept(newMessageId(), message({}), rate)).toMatchObject({ outcome: 'stored' });
    });

    it('gives messages their order by acceptance, whatever the clock says [P3.7]', async () => {
      const { history, id } = await fresh();
      const said = [message({}), message({}), message({})];
      for (const one of said) {
        clock -= 3_600_000;
        await history.accept(id, one);
      }
      clock += 3 * 3_600_000;
      expect(idsOf(await history.page(id, 10))).toEqual(said.map(one => one.id));
    });

    it('puts a reply behind its message, also when others were accepted meanwhile', async () => {
      const { history, id } = await fresh();
      const [first, second] = [await accepted(history, id), await accepted(history, id)];
      expect(await history.storeReply(id, first, reply(first.id))).toBe('stored');
      expect(idsOf(await history.page(id, 10))).toEqual([first.id, replyIdOf(first.id), second.id]);
      expect(await history.find(id, first.id)).toMatchObject({ reply: reply(first.id) });
    });

    it('keeps the reply of the later attempt [P4.5]', async () => {
      const { history, id } = await fresh();
      const stored = await accepted(history, id);
      expect(await history.storeReply(id, stored, reply(stored.id, { attempt: 3, text: 'late' }))).toBe('stored');
      expect(await history.storeReply(id, stored, reply(stored.id, { attempt: 2, text: 'zombie' }))).toBe('superseded');
      expect(await history.storeReply(id, stored, reply(stored.id, { attempt: 3, text: 'twin' }))).toBe('superseded');
      expect((await history.find(id, stored.id))?.reply?.text).toBe('late');
    });

    it('marks a failure, and forgets it when the reply comes after all', async () => {
      const { history, id } = await fresh();
      const { id: messageId } = await accepted(history, id);
      await history.fail(id, messageId, 'unavailable', 1);
      const { message: failed } = (await history.find(id, messageId))!;
      expect(failed.failure).toBe('unavailable');
      await history.storeReply(id, failed, reply(messageId));
      expect((await history.find(id, messageId))?.message.failure).toBeNull();
    });

    it('finds the next message in order, past replies', async () => {
      const { history, id } = await fresh();
      const [first, second] = [await accepted(history, id), await accepted(history, id)];
      await history.storeReply(id, first, reply(first.id));
      expect((await history.next(id, 0))?.id).toBe(first.id);
      expect((await history.next(id, first.order))?.id).toBe(second.id);
      expect(await history.next(id, second.order)).toBeUndefined();
    });

    it('pages from the newest back to the first, losing nothing [P7.4]', async () => {
      const { history, id } = await fresh();
      const said: string[] = [];
      for (let i = 0; i < 7; i++) {
        const stored = await accepted(history, id);
        await history.storeReply(id, stored, reply(stored.id));
        said.push(stored.id, replyIdOf(stored.id));
      }
      const pages: string[][] = [];
      for (let before: number | null | undefined; before !== null;) {
        const page = await history.page(id, 4, before);
        pages.unshift(idsOf(page));
        before = page.rest;
      }
      expect(pages.flat()).toEqual(said);
      expect(Math.max(...pages.map(page => page.length))).toBe(4);
    });

    it('knows that a page which is just full was the last one [P7.4]', async () => {
      const { history, id } = await fresh();
      const stored = await accepted(history, id);
      await history.storeReply(id, stored, reply(stored.id));
      expect(await history.page(id, 2)).toMatchObject({ rest: null });
      expect(await history.since(id, null, 2)).toMatchObject({ rest: null });
      expect((await history.page(id, 1)).rest).not.toBeNull();
    });

    it('tells what came behind an entry, and whether that is all [P6.2]', async () => {
      const { history, id } = await fresh();
      const [first, second] = [await accepted(history, id), await accepted(history, id)];
      await history.storeReply(id, first, reply(first.id));
      expect(idsOf((await history.since(id, null, 10))!)).toEqual([first.id, replyIdOf(first.id), second.id]);
      expect(idsOf((await history.since(id, replyIdOf(first.id), 10))!)).toEqual([second.id]);
      expect((await history.since(id, null, 2))?.rest).not.toBeNull();
      expect(await history.since(id, newMessageId(), 10)).toBeUndefined();
    });

    it('keeps conversations apart, even for one id in both [P2.3]', async () => {
      const { history, id } = await fresh();
      const same = message({ text: 'mine' });
      await history.accept(id, same);
      await history.accept('another', { ...same, text: 'theirs' });
      expect((await history.find(id, same.id))?.message.text).toBe('mine');
      expect((await history.find('another', same.id))?.message.text).toBe('theirs');
      expect(await history.find('a third', same.id)).toBeUndefined();
    });
  });

  describe(`${name} turns`, () => {
    it('gives the lease to one worker at a time [P3.9]', async () => {
      const { turns, id } = await fresh();
      const claims = await Promise.all(Array.from({ length: 5 }, () => turns.claim(id, 'm1', now() + 1_000)));
      expect(claims.filter(claim => claim !== 'busy')).toMatchObject([{ isTakeOver: false, state: { attempt: 1 } }]);
      expect(await turns.read(id)).toMatchObject({ attempt: 1, leaseUntil: now() + 1_000, messageId: 'm1' });
    });

    it('gives the lease of a worker that died to the next, who learns how far it got', async () => {
      const { turns, id } = await fresh();
      await turns.claim(id, 'm1', now() + 1_000);
      await turns.checkpoint(id, 1, DRAFT, now() + 1_000);
      clock += 1_001;
      expect(await turns.claim(id, 'm2', now() + 1_000)).toMatchObject({
        isTakeOver: true,
        state: { attempt: 2, messageId: 'm1', draft: DRAFT },
      });
      // Until it is settled, it stays written what the dead worker was doing.
      expect(await turns.read(id)).toMatchObject({ attempt: 2, messageId: 'm1', draft: DRAFT });
    });

    it('takes nothing from a worker that has lost its lease', async () => {
      const { turns, id } = await fresh();
      await turns.claim(id, 'm1', now() + 1_000);
      clock += 1_001;
      await turns.claim(id, 'm1', now() + 1_000);
      expect(await turns.checkpoint(id, 1, DRAFT, now() + 9_000)).toBeUndefined();
      expect(await turns.advance(id, 1, { ...DONE, messageId: 'm2', leaseUntil: now() })).toBeUndefined();
      expect(await turns.release(id, 1, DONE)).toBe('lost');
      expect(await turns.read(id)).toMatchObject({ attempt: 2, answered: 0 });
    });

    it('does not let a lease go while somebody has knocked', async () => {
      const { turns, id } = await fresh();
      expect(await turns.knock(id, 'm2')).toBe('free');
      await turns.claim(id, 'm1', now() + 1_000);
      for (const knocker of ['m2', 'm3', 'm2']) expect(await turns.knock(id, knocker)).toBe('knocked');
      const held = await turns.release(id, 1, DONE);
      expect(held).toMatchObject({ state: { leaseUntil: now() + 1_000 } });
      expect(held === 'lost' ? [] : [...held.knocks].sort()).toEqual(['m2', 'm3']);
      expect(await turns.release(id, 1, DONE)).toMatchObject({
        state: { leaseUntil: null, connections: [] },
        knocks: [],
      });
      expect(await turns.knock(id, 'm2')).toBe('free');
    });

    it('remembers what a worker leaves behind', async () => {
      const { turns, id } = await fresh();
      await turns.claim(id, 'm1', now() + 1_000);
      await turns.release(id, 1, { answered: 4, sessionAttributes: { step: 'two' } });
      expect(await turns.read(id)).toMatchObject({
        answered: 4,
        sessionAttributes: { step: 'two' },
        leaseUntil: null,
        messageId: null,
      });
    });

    it('begins the next message under the same lease, as the next attempt', async () => {
      const { turns, id } = await fresh();
      await turns.claim(id, 'm1', now() + 1_000);
      await turns.checkpoint(id, 1, DRAFT, now() + 1_000);
      const state = await turns.advance(id, 1, { ...DONE, answered: 2, messageId: 'm2', leaseUntil: now() + 5_000 });
      expect(state).toMatchObject({ attempt: 2, messageId: 'm2', answered: 2, leaseUntil: now() + 5_000 });
      expect((await turns.read(id)).draft).toBeNull();
    });

    it('keeps a message to be answered afresh until that is begun', async () => {
      const { turns, id } = await fresh();
      await turns.again(id, 'm1');
      await turns.again(id, 'm2');
      await turns.again(id, 'm1');
      expect([...(await turns.read(id)).again].sort()).toEqual(['m1', 'm2']);
      await turns.claim(id, 'm3', now() + 1_000);
      expect((await turns.advance(id, 1, { ...DONE, messageId: 'm1', leaseUntil: now() + 1_000 }))?.again).toEqual([
        'm2',
      ]);
    });

    it('hands a stop to whoever is answering, and to nobody later [P5.6]', async () => {
      const { turns, id } = await fresh();
      await turns.stop(id, 'm1.reply');
      await turns.claim(id, 'm1', now() + 1_000);
      expect((await turns.checkpoint(id, 1, null, now() + 1_000))?.stop).toBeNull();
      await turns.stop(id, 'm1.reply');
      expect((await turns.checkpoint(id, 1, null, now() + 1_000))?.stop).toBe('m1.reply');
      await turns.release(id, 1, DONE);
      expect((await turns.read(id)).stop).toBeNull();
    });

    it('knows who listens, and from where on', async () => {
      const { history, turns, id } = await fresh();
      const there = { connectionId: 'AbC=', open: [{ replyId: 'r', attempt: 1, length: 3 }], at: 1, until: 2 };
      await turns.connect(id, { connectionId: 'other', open: [], at: 1, until: 2 });
      await turns.connect(id, there);
      await turns.disconnect(id, 'other');
      expect((await turns.read(id)).connections).toEqual([there]);
      expect(await history.accept(id, message({}))).toMatchObject({ connections: [there] });
      expect(await turns.logOut(id, 5)).toMatchObject({ connections: [there], loggedOut: 5 });
      expect((await turns.clear(id)).before.loggedOut).toBe(5);
      expect((await turns.read(id)).loggedOut, 'stays when all is deleted').toBe(5);
      await turns.disconnect(id, 'never-there');
      await turns.disconnect('no such conversation', 'x');
    });
  });
}

const DRAFT = {
  replyId: 'm1.reply',
  inReplyTo: 'm1',
  attempt: 1,
  locale: 'ko_KR',
  source: { kind: 'model', name: 'nova' },
  text: '안녕',
  parts: [],
} as const;
const DONE = { answered: 0, sessionAttributes: {} };
