import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Bot, Slot } from '@lex-chat/backend/bots/bot';
import { newMessageId, OBFUSCATED_TEXT, replyIdOf, type WaitAnswer } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { useStack } from './stack.ts';
import { json, openVisitor } from './visitor.ts';

/** Asks for a day and then for a number that nobody else is to see. */
const clinic: Bot = {
  Name: 'Clinic',
  DataPrivacy: { ChildDirected: false },
  IdleSessionTTLInSeconds: 120,
  BotLocales: [
    {
      LocaleId: 'ko_KR',
      NluConfidenceThreshold: 0.4,
      Intents: [
        {
          Name: 'Book',
          SampleUtterances: ['진료 예약', '예약할게요'].map(Utterance => ({ Utterance })),
          Slots: [slot('Day', 'AMAZON.Date', '며칠에 오세요?'), hidden(slot('Pin', 'AMAZON.Number', '비밀번호는요?'))],
          SlotPriorities: [
            { Priority: 1, SlotName: 'Day' },
            { Priority: 2, SlotName: 'Pin' },
          ],
          IntentClosingSetting: { ClosingResponse: says('예약됐어요.') },
        },
        {
          Name: 'FallbackIntent',
          ParentIntentSignature: 'AMAZON.FallbackIntent',
        },
      ],
    },
  ],
};

const running = useStack({ bots: [{ name: 'clinic', bot: clinic, hasFunction: false }] });
const visitor = () => openVisitor(running.stack.url);

it('tells what is asked for, hides what is to be hidden, and forgets it once the bot has heard it [P3.11] [P4.12]', async () => {
  const one = await visitor();
  const [socket, other] = [await one.connect(), await one.connect()];
  const say = async (text: string, given: object = {}) => {
    const messageId = newMessageId();
    socket.say({ type: 'message-send', messageId, text, ...given });
    await socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId));
    const parts = socket.heard.filter(message => message.type === 'reply-part');
    return parts.filter(({ replyId }) => replyId === replyIdOf(messageId)).map(({ part }) => part);
  };
  const asked = { kind: 'elicit', intent: 'Book', idleSeconds: 120 };
  expect(await say('진료 예약')).toEqual([{ ...asked, slot: 'Day', slotType: 'AMAZON.Date' }]);
  expect(await say('2026년 12월 24일')).toEqual([
    { ...asked, slot: 'Pin', slotType: 'AMAZON.Number', obfuscated: true },
  ]);
  expect(await say('83174620', { obfuscated: true })).toEqual([]);

  const last = (await one.history()).entries.slice(-2);
  expect(last).toMatchObject([{ text: OBFUSCATED_TEXT, obfuscated: true }, { text: '예약됐어요.' }]);
  const told = await other.hear('entry', ({ entry }) => entry.role === 'visitor' && entry.obfuscated === true);
  expect(told.entry.text).toBe(OBFUSCATED_TEXT);
  const said = [other.heard, await (await one.call('GET', '/history/export')).json(), running.log, await tables()];
  for (const place of said) expect(JSON.stringify(place)).not.toContain('83174620');
  socket.close();
  other.close();
});

it('has the bot wait on for somebody who hesitates, and says so when it has forgotten [P7.12]', async () => {
  const one = await visitor();
  const wait = async () => json<WaitAnswer>(await one.call('POST', '/chat/wait', {}));
  expect(await wait(), 'nothing was asked').toEqual({ waits: false });
  await one.ask('진료 예약');
  expect(await wait()).toEqual({ waits: true });
  const { msg } = await one.ask('2026년 12월 24일');
  expect(msg, 'it still knew what it had asked').toBe('비밀번호는요?');
});

/** All that lies in the tables. */
async function tables(): Promise<unknown> {
  const client = new DynamoDBClient({
    endpoint: running.stack.dynamo.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const { Items } = await client.send(new ScanCommand({ TableName: 'conversations' }));
  client.destroy();
  return Items;
}

function says(Value: string) {
  return { MessageGroupsList: [{ Message: { PlainTextMessage: { Value } } }] };
}

function slot(Name: string, SlotTypeName: string, question: string): Slot {
  const PromptSpecification = { ...says(question), MaxRetries: 1 };
  return { Name, SlotTypeName, ValueElicitationSetting: { SlotConstraint: 'Required', PromptSpecification } };
}

function hidden(given: Slot): Slot {
  return { ...given, ObfuscationSetting: { ObfuscationSettingType: 'DefaultObfuscation' } };
}
