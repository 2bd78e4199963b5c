import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerCall } from './answer.ts';
import { LexFault } from './lex-fault.ts';
import type { Call } from './route.ts';
import { createRuntime } from './runtime.ts';

const name = fc.constantFrom('HelloWorld', 'FallbackIntent', 'Nobody', '__proto__', '');
const slot = fc.constantFrom(
  null,
  {},
  { shape: 'Scalar', value: { interpretedValue: '민수' } },
  { shape: 'List', values: [] },
);
const type = fc.constantFrom('ElicitSlot', 'ElicitIntent', 'ConfirmIntent', 'Delegate', 'Close', 'None', 'Dance');
const state = fc.constantFrom('InProgress', 'Failed', 'Fulfilled', 'ReadyForFulfillment', 'Gone');
const sessionState = fc.record(
  {
    dialogAction: fc.record({ type, slotToElicit: fc.constantFrom('Name', 'Age', '__proto__') }, { requiredKeys: [] }),
    intent: fc.record(
      { name, state, slots: fc.dictionary(fc.constantFrom('Name', 'Age', '__proto__'), slot) },
      { requiredKeys: ['name'] },
    ),
    sessionAttributes: fc.dictionary(fc.string(), fc.string()),
    activeContexts: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const request = fc.record(
  {
    text: fc.constantFrom('안녕', '네', '민수', '아니', '?', ''),
    sessionState: fc.oneof(sessionState, fc.jsonValue()),
  },
  { requiredKeys: ['sessionState'] },
);
const operation = fc.constantFrom('RecognizeText', 'PutSession', 'GetSession', 'DeleteSession');
const localeId = fc.constantFrom('ko_KR', 'en_US', 'fr_FR');

it('answers or refuses whatever clients send in whatever order, and never breaks', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(operation, localeId, request), { maxLength: 12 }), sent => {
      const runtime = createRuntime(
        helloWorld,
        () => 0,
        () => 0,
        () => 'request',
      );
      for (const [asked, locale, body] of sent) {
        const call: Call = { operation: asked, botId: 'b', botAliasId: 'a', localeId: locale, sessionId: 'visitor' };
        const result = attempt(() => answerCall(runtime, call, JSON.stringify(body)));
        if (result instanceof LexFault) expect([400, 404]).toContain(result.status);
        else expect(result.status).toBe(200);
      }
    }),
    { numRuns: 300 },
  );
});

it('never changes a conversation by a request that it refuses', () => {
  const runtime = createRuntime(
    helloWorld,
    () => 0,
    () => 0,
    () => 'request',
  );
  const path = { botId: 'b', botAliasId: 'a', localeId: 'ko_KR', sessionId: 'visitor' };
  const before = runtime.recognizeText(path, { text: '안녕', sessionState: {}, requestAttributes: {} });
  const refused = { dialogAction: { type: 'ElicitSlot' as const, slotToElicit: 'Age' }, sessionAttributes: { a: '1' } };
  expect(() => runtime.putSession(path, { sessionState: refused, messages: undefined, requestAttributes: {} })).toThrow(
    'Age',
  );
  expect(runtime.getSession(path)).toEqual(before);
});

function attempt<T>(run: () => T): T | LexFault {
  try {
    return run();
  } catch (error) {
    if (error instanceof LexFault) return error;
    throw error;
  }
}
