import { echo } from '../../backend/src/hooks/echo.ts';
import { holdDialogue } from './hold-dialogue.ts';
import { startLocalLex } from './local-lex.ts';
import type { Table } from './tables.ts';

/** The event that a code hook gets when a visitor says `text` to a bot, as the `echo` hook says it back. */
export async function showEvent(text: string, { bot, localeId }: Table): Promise<string> {
  const lex = await startLocalLex(event => echo(event, new AbortController().signal));
  try {
    const turn = {
      line: 1,
      says: text,
      hears: 'anything',
      intent: { name: '', standing: undefined },
      slots: {},
    } as const;
    const [held] = await holdDialogue(lex.client, lex.place(bot, localeId), { name: text, turns: [turn] });
    const { actual } = held!;
    if (actual instanceof Error) throw actual;
    const { messages, intent } = actual;
    return messages.length === 0 ? `${intent} has no code hook, so nobody was asked.\n` : `${messages.join('\n')}\n`;
  } finally {
    await lex.close();
  }
}
