import type { LexV2Event } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { close, conversation, delegate } from './converse-with-hook.fake.ts';
import { says, transferBot } from './transfer-bot.fake.ts';

const fulfilling = (event: LexV2Event) =>
  event.invocationSource === 'FulfillmentCodeHook' ? close(event, 'Fulfilled') : delegate(event);

describe('what a hook is told', () => {
  it('hears each turn, with what Lex would do next', async () => {
    const { say, events } = conversation(transferBot(), fulfilling);
    await say('송금');
    await say('음…');
    await say('국민은행이요');
    await say('3만원');
    await say('네');
    expect(
      events.map(({ invocationSource, inputTranscript, proposedNextState, sessionState }) => [
        invocationSource,
        inputTranscript,
        JSON.stringify(proposedNextState.dialogAction),
        (proposedNextState as { prompt?: { attempt: string } }).prompt?.attempt,
        sessionState.intent.confirmationState,
      ]),
    ).toEqual([
      ['DialogCodeHook', '송금', '{"type":"ElicitSlot","slotToElicit":"Bank"}', 'Initial', 'None'],
      ['DialogCodeHook', '음…', '{"type":"ElicitSlot","slotToElicit":"Bank"}', 'Retry1', 'None'],
      ['DialogCodeHook', '국민은행이요', '{"type":"ElicitSlot","slotToElicit":"Amount"}', 'Initial', 'None'],
      ['DialogCodeHook', '3만원', '{"type":"ConfirmIntent"}', 'Initial', 'None'],
      ['DialogCodeHook', '네', '{"type":"Close"}', undefined, 'Confirmed'],
      ['FulfillmentCodeHook', '네', '{"type":"Close"}', undefined, 'Confirmed'],
    ]);
  });

  it('gets the event of Lex V2', async () => {
    const { say, events } = conversation(transferBot(), delegate);
    await say('송금', { sessionAttributes: { visitor: '7' } });
    await say('국민');
    expect(events[1]).toEqual({
      messageVersion: '1.0',
      invocationSource: 'DialogCodeHook',
      inputMode: 'Text',
      responseContentType: 'text/plain; charset=utf-8',
      sessionId: 'visitor',
      inputTranscript: '국민',
      bot: {
        id: 'BOT0000001',
        aliasId: 'ALIAS00001',
        aliasName: 'laptop',
        localeId: 'ko_KR',
        name: 'Transfers',
        version: '1',
      },
      interpretations: [
        { intent: events[1]!.sessionState.intent, nluConfidence: 1, interpretationSource: 'Lex' },
        { intent: expect.objectContaining({ name: 'FallbackIntent' }) as unknown, interpretationSource: 'Lex' },
      ],
      proposedNextState: {
        dialogAction: { type: 'ElicitSlot', slotToElicit: 'Amount' },
        intent: events[1]!.sessionState.intent,
        prompt: { attempt: 'Initial' },
      },
      requestAttributes: { from: 'test' },
      sessionState: {
        activeContexts: [],
        sessionAttributes: { visitor: '7' },
        intent: {
          name: 'Transfer',
          slots: {
            Bank: {
              shape: 'Scalar',
              value: { originalValue: '국민', interpretedValue: '국민은행', resolvedValues: ['국민은행'] },
            },
            Amount: null,
          },
          state: 'InProgress',
          confirmationState: 'None',
        },
        originatingRequestId: 'request',
      },
      transcriptions: [
        {
          transcription: '국민',
          transcriptionConfidence: 1,
          resolvedContext: { intent: 'Transfer' },
          resolvedSlots: { Bank: expect.anything() as unknown },
        },
      ],
    });
  });

  it('is asked where the bot says so, under the label of the place, and not elsewhere', async () => {
    const CodeHook = {
      IsActive: true,
      EnableCodeHookInvocation: true,
      InvocationLabel: 'begin',
      PostCodeHookSpecification: {
        SuccessResponse: says('찾아볼게요.'),
        SuccessNextStep: { DialogAction: { Type: 'ElicitSlot' as const, SlotToElicit: 'Amount' } },
      },
    };
    const { say, events } = conversation(transferBot({ InitialResponseSetting: { CodeHook } }), delegate);
    expect((await say('송금')).hears).toEqual(['찾아볼게요.', '얼마요?']);
    await say('3만원');
    expect(events.map(event => (event as { invocationLabel?: string }).invocationLabel)).toEqual(['begin', undefined]);
  });

  it('is not asked at all for an intent without a dialog hook, which goes on as after a success', async () => {
    const PostCodeHookSpecification = { SuccessResponse: says('그냥 가요.') };
    const CodeHook = { IsActive: true, EnableCodeHookInvocation: true, PostCodeHookSpecification };
    const NextStep = { DialogAction: { Type: 'InvokeDialogCodeHook' as const } };
    const bot = transferBot({ DialogCodeHook: { Enabled: false }, InitialResponseSetting: { CodeHook, NextStep } });
    expect((await conversation(bot).say('송금')).hears).toEqual(['그냥 가요.', '어느 은행이요?']);
  });

  it('is passed over where the bot switches it off', async () => {
    const PostCodeHookSpecification = { SuccessResponse: says('그냥 가요.') };
    const CodeHook = { IsActive: true, EnableCodeHookInvocation: false, PostCodeHookSpecification };
    const { say, events } = conversation(transferBot({ InitialResponseSetting: { CodeHook } }), delegate);
    expect((await say('송금')).hears).toEqual(['그냥 가요.', '어느 은행이요?']);
    expect(events).toEqual([]);
  });

  it('may change its event without changing the session', async () => {
    const { say } = conversation(transferBot(), event => {
      const response = delegate(structuredClone(event));
      event.sessionState.intent.slots.Bank = null;
      return response;
    });
    expect((await say('국민은행에 3만원 보내줘')).hears).toEqual(['국민은행에 30000원 보낼까요?']);
  });
});

describe('what a hook may want', () => {
  const wanting = (dialogAction: unknown, texts: readonly string[] = [], change: object = {}) => {
    return ({ sessionState }: LexV2Event) => ({
      sessionState: { ...sessionState, ...change, dialogAction },
      messages: texts.map(content => ({ contentType: 'PlainText', content })),
    });
  };

  it('asks for a slot again, in its own words', async () => {
    const { say } = conversation(
      transferBot(),
      wanting({ type: 'ElicitSlot', slotToElicit: 'Amount' }, ['잔액이 모자라요.', '얼마를 보낼까요?']),
    );
    expect(await say('국민은행에 3만원 보내줘')).toMatchObject({
      hears: ['잔액이 모자라요.', '얼마를 보낼까요?'],
      dialogAction: { type: 'ElicitSlot', slotToElicit: 'Amount' },
    });
  });

  it('asks for a slot in the words of the bot when it has none of its own', async () => {
    const { say } = conversation(transferBot(), wanting({ type: 'ElicitSlot', slotToElicit: 'Amount' }));
    expect((await say('송금')).hears).toEqual(['얼마요?']);
  });

  it('has the intent confirmed, and hears the answer', async () => {
    const { say, events } = conversation(transferBot(), event =>
      event.sessionState.intent.confirmationState === 'None'
        ? wanting({ type: 'ConfirmIntent' }, ['보낼까요?'])(event)
        : close(event, 'Fulfilled', '보냈어요!'),
    );
    await say('송금');
    expect(await say('응')).toMatchObject({ hears: ['보냈어요!'], dialogAction: { type: 'Close' } });
    expect(events.at(-1)!.sessionState.intent.confirmationState).toBe('Confirmed');
  });

  it('leaves the intent to the visitor', async () => {
    const { say } = conversation(transferBot(), wanting({ type: 'ElicitIntent' }, ['무엇을 할까요?']));
    expect(await say('송금')).toMatchObject({ hears: ['무엇을 할까요?'], dialogAction: { type: 'ElicitIntent' } });
  });

  it('fills slots, and sets attributes of the session and the request', async () => {
    const slots = { Bank: { shape: 'Scalar', value: { interpretedValue: '국민은행' } } };
    const { say, runtime, path } = conversation(transferBot(), event => ({
      ...delegate({ ...event, sessionState: { ...event.sessionState, sessionAttributes: { list: '[1,2]' } } }),
      sessionState: {
        dialogAction: { type: 'Delegate' },
        sessionAttributes: { list: '[1,2]' },
        intent: { ...event.sessionState.intent, slots },
      },
      requestAttributes: { seen: 'yes' },
    }));
    expect(await say('송금')).toMatchObject({ hears: ['얼마요?'], requestAttributes: { seen: 'yes' } });
    expect(runtime.getSession(path).dialogue.sessionAttributes).toEqual({ list: '[1,2]' });
  });

  it('turns to another intent', async () => {
    const help = {
      Name: 'Help',
      FulfillmentCodeHook: { Enabled: false },
      IntentClosingSetting: { ClosingResponse: says('도움말') },
    };
    const intent = { name: 'Help', state: 'InProgress' };
    const { say } = conversation(transferBot({}, [help]), wanting({ type: 'Delegate' }, [], { intent }));
    expect(await say('송금')).toMatchObject({ hears: ['도움말'], intent: { name: 'Help', state: 'Fulfilled' } });
  });

  it('keeps its words when it fulfills, and leaves the bot its own when it has none', async () => {
    const confirmed = {
      intent: { name: 'Transfer', slots: {}, state: 'InProgress' as const, confirmationState: 'None' as const },
    };
    const bot = transferBot({ Slots: [], SlotPriorities: [], SampleUtterances: [{ Utterance: '송금' }] });
    const answers: Record<string, (event: LexV2Event) => unknown> = {
      '보냈어요. 끝.': event => close(event, 'Fulfilled'),
      '방금 보냈어요!': event => close(event, 'Fulfilled', '방금 보냈어요!'),
      '못 보냈어요.': event => close(event, 'Failed'),
      '계좌가 없어요.': event => close(event, 'Failed', '계좌가 없어요.'),
      '두 번 확인했어요. 끝.': event => ({
        ...close(event, 'Fulfilled', '두 번 확인했어요.'),
        sessionState: delegate(event).sessionState,
      }),
    };
    for (const [words, answer] of Object.entries(answers)) {
      const { say } = conversation(bot, event =>
        event.invocationSource === 'DialogCodeHook' ? delegate(event) : answer(event),
      );
      await say('송금', confirmed);
      const { hears, intent } = await say('네');
      expect(hears.join(' ')).toBe(words);
      expect(intent?.state).toBe(/못|계좌/u.test(words) ? 'Failed' : 'Fulfilled');
    }
  });
});
