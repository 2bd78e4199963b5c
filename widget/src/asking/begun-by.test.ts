import type { Part } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { reply, said } from '../../test/scripted-conversation.ts';
import { begunBy } from './begun-by.ts';

const asks = (intent: string): readonly Part[] => [{ kind: 'elicit', intent, slot: 'S' }];
const turn = (n: number, text: string, parts: readonly Part[] = []) =>
  [said(`m${n}`, text), reply(`m${n}.reply`, '?', { inReplyTo: `m${n}`, parts })] as const;

it('finds the first words of what Lex asks for, behind what was about something else', () => {
  const last = turn(4, '8시', asks('Book'));
  const lines = [
    ...turn(1, '안녕', asks('Hello')),
    ...turn(2, '예약할게요', asks('Book')),
    ...turn(3, '내일', asks('Book')),
    ...last,
  ];
  expect(begunBy(lines, last[1])).toBe('예약할게요');
  const alone = turn(1, '송금', asks('Transfer'));
  expect(begunBy([...alone], alone[1])).toBe('송금');
});

it('says nothing of what was not loaded, or was hidden', () => {
  const [, orphan] = turn(2, '?', asks('Book'));
  expect(begunBy([orphan], orphan)).toBeNull();
  const hidden = said('m1', '••••', { obfuscated: true });
  const answered = reply('m1.reply', '?', { inReplyTo: 'm1', parts: asks('Book') });
  expect(begunBy([hidden, answered], answered)).toBeNull();
});
