import { describe, expect, it } from 'vitest';
import { conversation, delegate } from './converse-with-hook.fake.ts';
import { asks, says, transferBot } from './transfer-bot.fake.ts';

describe('what Lex does not take', () => {
  const intent = { name: 'Transfer', state: 'InProgress' };
  const message = { contentType: 'PlainText', content: '안녕' };
  it.each([
    ['it is no object', undefined],
    ['it is no object', 'close'],
    ['it is no object', []],
    ['sessionState is missing', {}],
    ['dialogAction is missing', { sessionState: { intent } }],
    ['dialogAction.type', { sessionState: { intent, dialogAction: { type: 'Dance' } } }],
    ['None, which is for clients', { sessionState: { intent, dialogAction: { type: 'None' } } }],
    ['needs slotToElicit', { sessionState: { intent, dialogAction: { type: 'ElicitSlot' } } }],
    ['slot Age', { sessionState: { intent, dialogAction: { type: 'ElicitSlot', slotToElicit: 'Age' } } }],
    ['no intent Nobody', { sessionState: { intent: { name: 'Nobody' }, dialogAction: { type: 'Delegate' } } }],
    ['intent.state', { sessionState: { intent: { ...intent, state: 'Done' }, dialogAction: { type: 'Close' } } }],
    ['Close needs sessionState.intent', { sessionState: { dialogAction: { type: 'Close' } } }],
    ['ElicitIntent needs messages', { sessionState: { dialogAction: { type: 'ElicitIntent' } } }],
    ['ConfirmIntent needs messages', { sessionState: { intent, dialogAction: { type: 'ConfirmIntent' } } }],
    [
      'list of at most 10',
      { sessionState: { intent, dialogAction: { type: 'Close' } }, messages: Array(11).fill(message) },
    ],
    [
      'content must have',
      { sessionState: { intent, dialogAction: { type: 'Close' } }, messages: [{ ...message, content: '' }] },
    ],
    ['contentType is', { sessionState: { intent, dialogAction: { type: 'Close' } }, messages: [{ content: 'x' }] }],
    [
      'maps strings to strings',
      { sessionState: { intent, dialogAction: { type: 'Delegate' }, sessionAttributes: { a: 1 } } },
    ],
    [
      'bytes',
      { sessionState: { intent, dialogAction: { type: 'Delegate' }, sessionAttributes: { a: 'x'.repeat(13_000) } } },
    ],
    ['over 25600 bytes', { sessionState: { intent, dialogAction: { type: 'Delegate' } }, junk: 'x'.repeat(26_000) }],
  ])('says that %s', async (reason, response) => {
    const { say, runtime, path } = conversation(transferBot(), () => response);
    await expect(say('송금')).rejects.toMatchObject({
      name: 'DependencyFailedException',
      status: 424,
      message: expect.stringContaining(reason) as unknown,
    });
    expect(() => runtime.getSession(path)).toThrow('no such session');
  });

  it.each([
    ['failed', () => Promise.reject(new Error('table is gone')), 'table is gone'],
    ['late', () => new Promise(() => undefined), 'over 20 ms'],
  ])('says why a hook is %s', async (_, hook, reason) => {
    await expect(conversation(transferBot(), hook).say('송금')).rejects.toMatchObject({
      name: 'DependencyFailedException',
      message: expect.stringContaining(reason) as unknown,
    });
  });

  it('says that an alias has no function', async () => {
    await expect(conversation(transferBot()).say('송금')).rejects.toMatchObject({
      name: 'DependencyFailedException',
      message: expect.stringContaining('no Lambda function') as unknown,
    });
  });

  it('has the words of the bot for a hook that breaks', async () => {
    const PostCodeHookSpecification = { FailureResponse: says('고장이에요.'), TimeoutResponse: says('오래 걸리네요.') };
    const CodeHook = { IsActive: true, EnableCodeHookInvocation: true, PostCodeHookSpecification };
    const bot = transferBot({ InitialResponseSetting: { CodeHook } });
    const broken = conversation(bot, () => Promise.reject(new Error('no')));
    expect(await broken.say('송금')).toMatchObject({ hears: ['고장이에요.'], intent: { state: 'Failed' } });
    const slow = conversation(bot, () => new Promise(() => undefined));
    expect((await slow.say('송금')).hears).toEqual(['오래 걸리네요.']);
  });
});

it('refuses a second call on a session whose hook is still at it', async () => {
  let go = (): void => undefined;
  const gate = new Promise<void>(resolve => (go = resolve));
  const bot = transferBot({ FulfillmentCodeHook: { Enabled: false } });
  const { say } = conversation(bot, async event => {
    await gate;
    return delegate(event);
  });
  const first = say('송금');
  await expect(say('송금')).rejects.toMatchObject({ name: 'ConflictException', status: 409 });
  go();
  expect((await first).hears).toEqual(['어느 은행이요?']);
});

it('breaks a circle of intents off', async () => {
  const next = (Name: string) => ({ DialogAction: { Type: 'StartIntent' as const }, Intent: { Name } });
  const there = { Name: 'There', InitialResponseSetting: { NextStep: next('Transfer') } };
  const bot = transferBot({ DialogCodeHook: { Enabled: false }, InitialResponseSetting: { NextStep: next('There') } }, [
    there,
  ]);
  await expect(conversation(bot).say('송금')).rejects.toMatchObject({
    name: 'DependencyFailedException',
    message: expect.stringContaining('circles') as unknown,
  });
});

it('breaks off hooks that delegate to each other for ever', async () => {
  const other = { Name: 'Other', FulfillmentCodeHook: { Enabled: true } };
  const bot = transferBot(
    {
      Slots: [],
      SlotPriorities: [],
      IntentConfirmationSetting: { ...{ PromptSpecification: asks('?') }, IsActive: false },
    },
    [other],
  );
  const { say } = conversation(bot, ({ sessionState }) => ({
    sessionState: {
      dialogAction: { type: 'Delegate' },
      intent: { name: sessionState.intent.name === 'Other' ? 'Transfer' : 'Other', state: 'InProgress' },
    },
  }));
  await expect(say('송금')).rejects.toMatchObject({ name: 'DependencyFailedException' });
});
