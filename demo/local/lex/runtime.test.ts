import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerCall } from './answer.ts';
import { conversation, delegate } from './converse-with-hook.fake.ts';
import { LexFault } from './lex-fault.ts';
import type { Call } from './route.ts';
import { createRuntime } from './runtime.ts';
import { transferBot } from './transfer-bot.fake.ts';

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
    runtimeHints: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const transferState = fc.record({
  dialogAction: fc.oneof(
    fc.record({ type }),
    fc.record({ type: fc.constant('ElicitSlot'), slotToElicit: fc.constantFrom('Bank', 'Amount') }),
  ),
  intent: fc.record({ name: fc.constantFrom('Transfer', 'FallbackIntent'), state }, { requiredKeys: ['name'] }),
});
const request = fc.record(
  {
    text: fc.constantFrom('안녕', '네', '민수', '아니', '?', ''),
    sessionState: fc.oneof(sessionState, fc.jsonValue()),
  },
  { requiredKeys: ['sessionState'] },
);
const operation = fc.constantFrom('RecognizeText', 'PutSession', 'GetSession', 'DeleteSession');
const localeId = fc.constantFrom('ko_KR', 'en_US', 'fr_FR');

it('answers or refuses whatever clients send in whatever order, and never breaks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(operation, localeId, request), { maxLength: 12 }), async sent => {
      const runtime = createRuntime(
        { bot: helloWorld },
        () => 0,
        () => 0,
        () => 'request',
      );
      for (const [asked, locale, body] of sent) {
        const call: Call = { operation: asked, botId: 'b', botAliasId: 'a', localeId: locale, sessionId: 'visitor' };
        const result = await attempt(() => answerCall(runtime, call, JSON.stringify(body)));
        if (result instanceof LexFault) expect([400, 404]).toContain(result.status);
        else expect(result.status).toBe(200);
      }
    }),
    { numRuns: 300 },
  );
});

it('answers or refuses whatever hooks answer, and never breaks', async () => {
  const answer = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        sessionState: fc.oneof(sessionState, transferState),
        messages: fc.oneof(fc.jsonValue(), fc.constant([{ contentType: 'PlainText', content: '음' }])),
        requestAttributes: fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.string())),
      },
      { requiredKeys: ['sessionState'] },
    ),
  );
  const said = fc.constantFrom('송금', '국민은행에 3만원 보내줘', '국민', '3만원', '네', '아니요', '음…', 'xyz');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(said, fc.option(answer)), { maxLength: 12 }), async turns => {
      let answers: unknown[] = [];
      const { say } = conversation(transferBot(), event => answers.shift() ?? delegate(event));
      for (const [text, hooked] of turns) {
        answers = hooked === null ? [] : [hooked];
        const result = await attempt(() => say(text));
        if (result instanceof LexFault) expect(result.type).toBe('DependencyFailedException');
        else expect(result.hears.length).toBeLessThanOrEqual(10);
      }
    }),
    { numRuns: 300 },
  );
});

it('never changes a conversation by a request that it refuses', async () => {
  const runtime = createRuntime(
    { bot: helloWorld },
    () => 0,
    () => 0,
    () => 'request',
  );
  const path = { botId: 'b', botAliasId: 'a', localeId: 'ko_KR', sessionId: 'visitor' };
  const before = await runtime.recognizeText(path, { text: '안녕', sessionState: {}, requestAttributes: {} });
  const refused = { dialogAction: { type: 'ElicitSlot' as const, slotToElicit: 'Age' }, sessionAttributes: { a: '1' } };
  await expect(
    runtime.putSession(path, { sessionState: refused, messages: undefined, requestAttributes: {} }),
  ).rejects.toThrow('Age');
  expect(runtime.getSession(path)).toEqual(before);
});

async function attempt<T>(run: () => Promise<T>): Promise<T | LexFault> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof LexFault) return error;
    throw error;
  }
}
