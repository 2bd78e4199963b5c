import { newMessageId, replyIdOf, type ServerMessage } from '@lex-chat/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { messageEntry, replyEntry, replyMessages } from './fake-service.ts';
import { hearAny as hear } from './hear-any.ts';
import type { Transcript } from './line.ts';
import { say } from './transcript.ts';

const TABS = ['here', 'there'] as const;

/** A visitor's message: who says it, and how soon each of the things that are told of it reaches each tab. */
const said = fc.record({ by: fc.constantFrom(...TABS), delays: fc.array(fc.nat(40), { minLength: 2, maxLength: 2 }) });

it('[R9] shows the same in two tabs that speak at the same time, whatever each hears first [P3.8]', () => {
  fc.assert(
    fc.property(fc.array(said, { maxLength: 8 }), messages => {
      const placed = messages.map(({ by, delays }, index) => {
        const id = newMessageId();
        return { id, by, delays, place: 2 * (index + 1), reply: replyEntry(id, `${id}!`) };
      });
      const tabs = TABS.map((tab, which) => {
        const own = placed.filter(({ by }) => by === tab);
        const typed = own.reduce<Transcript>((lines, { id }) => say(lines, { id, text: id, at: 1 }), []);
        const told = placed.flatMap(({ id, by, place, delays, reply }, index) => {
          const first: ServerMessage =
            by === tab
              ? { type: 'message-accepted', messageId: id, place }
              : { type: 'entry', entry: { ...messageEntry(id, id), place } };
          const begins = index * 5 + delays[which]!;
          // What tells of the message and what tells of its reply come from two functions.
          return [
            { at: index * 5 + delays[1 - which]!, message: first },
            ...replyMessages(reply).map((message, nth) => ({ at: begins + nth, message })),
          ];
        });
        return told.sort((a, b) => a.at - b.at).reduce((lines, { message }) => hear(lines, message), typed);
      });
      const expected = placed.flatMap(({ id }) => [id, replyIdOf(id)]);
      for (const lines of tabs) expect(lines.map(({ id }) => id)).toEqual(expected);
    }),
  );
});

it('moves nothing and changes nothing when it hears a place again', () => {
  const [first, second] = [newMessageId(), newMessageId()];
  const accepted = (messageId: string, place: number) => ({ type: 'message-accepted', messageId, place }) as const;
  const typed = [first, second].reduce<Transcript>((lines, id) => say(lines, { id, text: id, at: 1 }), []);
  const lines = hear(hear(typed, accepted(second, 2)), accepted(first, 4));
  expect(lines.map(({ id }) => id)).toEqual([second, first]);
  expect(hear(lines, accepted(first, 4))).toBe(lines);
  expect(hear(lines, { type: 'message-accepted', messageId: first }), 'of a service that names no place').toBe(lines);
});
