import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import type { Draft, StoredMessage } from '@lex-chat/backend/conversation/stores';
import { describe, expect, it } from 'vitest';
import type { Stores } from './conversation-stores.ts';
import { accepted, idsOf } from './said.ts';

/** What every set of stores must do with a reply that is long and still being given. */
export function describeRunningReplies(name: string, open: (now: () => number) => Promise<Stores>): void {
  let clock = 1_790_000_000_000;
  const now = () => clock;
  const LONG = '👋🏽긴 답이 이어집니다. '.repeat(500);
  const running = async () => {
    const stores = { ...(await open(now)), id: newMessageId() };
    const message = await accepted(stores.history, stores.id);
    await stores.turns.claim(stores.id, message.id, now() + 1_000);
    return { ...stores, message };
  };
  const draftOf = (message: StoredMessage, length: number): Draft => ({
    replyId: replyIdOf(message.id),
    inReplyTo: message.id,
    attempt: 1,
    locale: 'ko_KR',
    source: { kind: 'model', name: 'nova' },
    text: LONG.slice(0, length),
    parts: [],
  });

  describe(`${name} running replies`, () => {
    it('puts pieces and tail together, to the letter, for whoever reads', async () => {
      const { turns, id, message } = await running();
      const until = now() + 1_000;
      await turns.checkpoint(id, 1, draftOf(message, 2_000), until);
      expect(await turns.keep(id, message, draftOf(message, 3_000), [3_000])).toMatchObject({ attempt: 1 });
      expect((await turns.read(id)).draft, 'a piece counts from the next checkpoint on').toEqual(
        draftOf(message, 2_000),
      );
      await turns.checkpoint(id, 1, draftOf(message, 4_000), until, [3_000]);
      const known = (await turns.read(id)).draft;
      expect(known).toEqual(draftOf(message, 4_000));
      await turns.keep(id, message, draftOf(message, 6_000), [3_000, 6_000]);
      await turns.checkpoint(id, 1, draftOf(message, 6_500), until, [3_000, 6_000]);
      expect((await turns.read(id)).draft).toEqual(draftOf(message, 6_500));
      expect((await turns.read(id, known)).draft).toEqual(draftOf(message, 6_500));
      expect((await turns.read(id, { ...known!, attempt: 7, text: 'x'.repeat(9_000) })).draft?.text).toBe(
        LONG.slice(0, 6_500),
      );
    });

    it('hands a turn over with all that its dead worker had kept [P4.9]', async () => {
      const { turns, id, message } = await running();
      await turns.checkpoint(id, 1, draftOf(message, 2_000), now() + 1_000);
      await turns.keep(id, message, draftOf(message, 3_000), [3_000]);
      clock += 1_001;
      const first = await turns.claim(id, message.id, now() + 1_000);
      expect(first).toMatchObject({ isTakeOver: true, state: { draft: draftOf(message, 3_000) } });
      clock += 1_001;
      expect(await turns.claim(id, message.id, now() + 1_000), 'again, if that one dies').toMatchObject({
        state: { draft: draftOf(message, 3_000) },
      });
    });

    it('keeps no piece of a worker that has lost its lease', async () => {
      const { turns, id, message } = await running();
      await turns.checkpoint(id, 1, draftOf(message, 2_000), now() + 1_000);
      clock += 1_001;
      await turns.claim(id, message.id, now() + 1_000);
      expect(await turns.keep(id, message, draftOf(message, 3_000), [3_000])).toBeUndefined();
      clock += 1_001;
      expect(await turns.claim(id, message.id, now() + 1_000)).toMatchObject({
        state: { draft: draftOf(message, 2_000) },
      });
    });

    it('deletes pieces with the rest, also those that come too late [P7.9] [R29]', async () => {
      const { history, turns, id, message } = await running();
      await turns.checkpoint(id, 1, draftOf(message, 2_000), now() + 1_000);
      await turns.keep(id, message, draftOf(message, 3_000), [3_000]);
      await turns.checkpoint(id, 1, draftOf(message, 4_000), now() + 1_000, [3_000]);
      const { place } = await turns.clear(id);
      await history.erase(id, place);
      expect(await turns.keep(id, message, draftOf(message, 6_000), [3_000, 6_000])).toBeUndefined();
      expect((await turns.read(id)).draft).toBeNull();
      expect(idsOf(await history.page(id, 10))).toEqual([]);
    });
  });
}
