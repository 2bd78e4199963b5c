import type { Missed } from '@lex-chat/backend/adapters/dynamo/missed-utterances';

/** What no intent knew, a line each for a terminal. Utterances hold no control characters: they were taken out before they were kept. */
export function missedLines(missed: readonly Missed[]): string {
  if (missed.length === 0) return 'Nothing: every utterance had its intent, or nobody has said anything yet.\n';
  const width = String(missed[0]!.asked).length;
  return missed
    .map(({ utterance, asked, lastOn }) => `${String(asked).padStart(width)}  ${lastOn}  ${utterance}\n`)
    .join('');
}
