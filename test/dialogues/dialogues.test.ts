import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differencesIn } from './compare.ts';
import { holdDialogue } from './hold-dialogue.ts';
import { startLocalLex, type LocalLex } from './local-lex.ts';
import { readTable, tablesNamed } from './tables.ts';

/** Each table beside this file, held with the laptop's Lex and the function that is deployed. */

let lex: LocalLex;
beforeAll(async () => {
  lex = await startLocalLex();
});
afterAll(() => lex.close());

for (const { name, bot, localeId, dialogues } of tablesNamed().map(readTable)) {
  describe(name, () => {
    it.each(dialogues)('$name', async dialogue => {
      const held = await holdDialogue(lex.client, lex.place(bot, localeId), dialogue);
      const wrong = held.flatMap(turn =>
        differencesIn(turn).map(difference => ({ after: turn.expected.says, ...difference })),
      );
      expect(wrong).toEqual([]);
      expect(held).toHaveLength(dialogue.turns.length);
    });
  });
}
