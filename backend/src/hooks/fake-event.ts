import type { LexV2Event, LexV2Intent } from 'aws-lambda';

export interface GivenEvent {
  readonly bot?: string;
  readonly localeId?: string;
  readonly intent?: string;
  readonly source?: LexV2Event['invocationSource'];
  readonly says?: string;
  /** Slots by value; null: empty. */
  readonly slots?: Readonly<Record<string, string | null>>;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly confirmation?: LexV2Intent['confirmationState'];
}

/** An event as Lex sends it, for tests. */
export function fakeEvent(given: GivenEvent = {}): LexV2Event {
  const { bot = 'Banking', localeId = 'ko_KR', source = 'DialogCodeHook', says = '', attributes = {} } = given;
  const slots = Object.entries(given.slots ?? {}).map(([name, value]) => [
    name,
    value === null
      ? null
      : { shape: 'Scalar' as const, value: { originalValue: value, interpretedValue: value, resolvedValues: [value] } },
  ]);
  const intent: LexV2Intent = {
    name: given.intent ?? 'CheckBalance',
    slots: Object.fromEntries(slots) as LexV2Intent['slots'],
    state: source === 'DialogCodeHook' ? 'InProgress' : 'ReadyForFulfillment',
    confirmationState: given.confirmation ?? 'None',
  };
  return {
    messageVersion: '1.0',
    invocationSource: source,
    inputMode: 'Text',
    responseContentType: 'text/plain; charset=utf-8',
    sessionId: 'session',
    inputTranscript: says,
    bot: { id: 'BOT', name: bot, aliasId: 'ALIAS', aliasName: 'laptop', localeId, version: '1' },
    interpretations: [{ intent, nluConfidence: 0.9 }],
    proposedNextState: { dialogAction: { type: 'Delegate' }, intent },
    requestAttributes: {},
    sessionState: { activeContexts: [], sessionAttributes: { ...attributes }, intent, originatingRequestId: 'request' },
    transcriptions: [],
  };
}
