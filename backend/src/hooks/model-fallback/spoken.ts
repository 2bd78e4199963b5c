import { isRecord } from '@lex-chat/protocol';
import type { LexV2Event } from 'aws-lambda';
import { readList, writeList } from '../kit/attribute-codec.ts';

/** Something said before: all that Lex can remember for a model is what fits into its session attributes. */
export interface Spoken {
  readonly role: 'visitor' | 'assistant';
  readonly text: string;
}

const ATTRIBUTE = 'modelTurns';

/** A third of what session attributes hold: the rest is the bot's. */
const MAX_BYTES = 4 * 1_024;

/** A long answer is remembered by its beginning, or it would leave no room for anything else. In UTF-16 code units. */
const TEXT_MAX_LENGTH = 500;

/** What was said to the model and by it, oldest first. */
export function readSpoken({ sessionState }: LexV2Event): readonly Spoken[] {
  return readList(sessionState.sessionAttributes, ATTRIBUTE, parse).toReversed();
}

/** The newest of it that fits, as a change of session attributes. */
export function writeSpoken(spoken: readonly Spoken[]): Readonly<Record<string, string>> {
  const newestFirst = spoken.toReversed().map(({ role, text }) => ({ role, text: text.slice(0, TEXT_MAX_LENGTH) }));
  return { [ATTRIBUTE]: writeList(newestFirst, MAX_BYTES) };
}

function parse(item: unknown): Spoken | undefined {
  if (!isRecord(item)) return undefined;
  const { role, text } = item;
  return (role === 'visitor' || role === 'assistant') && typeof text === 'string' ? { role, text } : undefined;
}
