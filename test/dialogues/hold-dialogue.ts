import { randomUUID } from 'node:crypto';
import {
  RecognizeTextCommand,
  type LexRuntimeV2Client,
  type Message,
  type SessionState,
  type Slot,
} from '@aws-sdk/client-lex-runtime-v2';
import { newMessageId } from '@lex-chat/protocol';
import type { Dialogue, ExpectedTurn } from './parse-table.ts';

export interface Place {
  readonly botId: string;
  readonly botAliasId: string;
  readonly localeId: string;
}

/** What came of a turn, in the words of the tables. */
export interface ActualTurn {
  readonly messages: readonly string[];
  readonly intent: string;
  readonly standing: string;
  readonly slots: Readonly<Record<string, string | null>>;
}

export interface HeldTurn {
  readonly expected: ExpectedTurn;
  readonly actual: ActualTurn | Error;
}

/**
 * Holds a conversation with Lex, in a session and as a visitor of its own, with the session attributes that our service
 * sends. Ends where Lex refuses: what follows would mean something else.
 */
export async function holdDialogue(
  client: LexRuntimeV2Client,
  place: Place,
  { turns }: Dialogue,
): Promise<readonly HeldTurn[]> {
  const sessionId = `dialogue-${randomUUID()}`;
  const held: HeldTurn[] = [];
  let attributes: Readonly<Record<string, string>> = {};
  for (const expected of turns) {
    const sessionAttributes = {
      ...attributes,
      'lex-chat:visitor': sessionId,
      'lex-chat:message': newMessageId(),
    };
    const say = new RecognizeTextCommand({
      ...place,
      sessionId,
      text: expected.says,
      sessionState: { sessionAttributes },
    });
    const answer = await client.send(say).catch(toError);
    if (answer instanceof Error) return [...held, { expected, actual: answer }];
    const { messages = [], sessionState = {} } = answer;
    attributes = sessionState.sessionAttributes ?? {};
    held.push({ expected, actual: toActual(messages, sessionState) });
  }
  return held;
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function toActual(messages: readonly Message[], { intent, dialogAction }: SessionState): ActualTurn {
  // The client's types hide that an empty slot is null.
  const slots = Object.entries((intent?.slots ?? {}) as Readonly<Record<string, Slot | null>>);
  return {
    messages: messages.map(textOf),
    intent: intent?.name ?? '',
    standing: standingOf(intent, dialogAction),
    slots: Object.fromEntries(slots.map(([name, slot]) => [name, slot?.value?.interpretedValue ?? null])),
  };
}

function textOf({ content, imageResponseCard }: Message): string {
  return imageResponseCard ? `[${imageResponseCard.title ?? ''}]` : (content ?? '');
}

function standingOf(intent: SessionState['intent'], action: SessionState['dialogAction']): string {
  if (action?.type === 'ElicitSlot') return `asks ${action.slotToElicit ?? ''}`;
  if (action?.type === 'ConfirmIntent') return 'confirms';
  return intent?.state ?? '';
}
