import { expect, it } from 'vitest';
import { conversation } from './converse-with-hook.fake.ts';
import { transferBot } from './transfer-bot.fake.ts';

const bot = transferBot({ DialogCodeHook: { Enabled: false }, FulfillmentCodeHook: { Enabled: false } });

async function slotsAfter(...texts: readonly string[]) {
  const { say } = conversation(bot);
  let dialogue;
  for (const text of texts) dialogue = await say(text);
  const slots = Object.entries(dialogue?.intent?.slots ?? {});
  return Object.fromEntries(slots.map(([name, slot]) => [name, slot?.value.interpretedValue ?? null]));
}

it.each([
  ['국민은행에 3만원 보내줘'],
  ['국민에 삼만 원 보내줘!'],
  ['국민은행 3만원'],
  ['국민은행3만원'],
  ['국민은행 3만 원이요'],
  ['3만원 국민은행으로 송금'],
  ['국민은행으로 3만원 송금할게요'],
])('fills both slots of “%s”', async text => {
  expect(await slotsAfter(text)).toEqual({ Bank: '국민은행', Amount: '30000' });
});

it('fills the slots that stand beside the one that was asked for', async () => {
  expect(await slotsAfter('송금', '카뱅에 만 원')).toEqual({ Bank: '카카오뱅크', Amount: '10000' });
  expect(await slotsAfter('송금', '카뱅')).toEqual({ Bank: '카카오뱅크', Amount: null });
  expect(await slotsAfter('송금', '음 카뱅이 좋겠어요')).toEqual({ Bank: '카카오뱅크', Amount: null });
});

it('takes no sentence for a template of slots alone', async () => {
  expect(await slotsAfter('국민은행 앞에서 어제 저녁에 친구를 2명 만났어요')).toEqual({});
  expect(await slotsAfter('5분이면 도착해요')).toEqual({});
});

it('gives up after the retries of a prompt, in the words of the bot', async () => {
  const { say } = conversation(bot);
  await say('국민은행으로 송금');
  await say('몰라요');
  expect(await say('몰라요')).toMatchObject({ hears: ['그만할게요.'], intent: { state: 'Failed' } });
});

it('knows the visitor’s own day', async () => {
  const [slot] = bot.BotLocales[0]!.Intents[0]!.Slots!;
  const when = { ...slot!, Name: 'When', SlotTypeName: 'AMAZON.Date' };
  const dated = transferBot({
    Slots: [when],
    SlotPriorities: [{ Priority: 1, SlotName: 'When' }],
    SampleUtterances: [{ Utterance: '송금' }, { Utterance: '{When} 송금' }],
    DialogCodeHook: { Enabled: false },
  });
  const { runtime, path } = conversation(dated, undefined, { now: Date.UTC(2026, 10, 21, 20) });
  const dayIn = async (requestAttributes: Readonly<Record<string, string>>) => {
    const sessionId = JSON.stringify(requestAttributes);
    const session = await runtime.recognizeText(
      { ...path, sessionId },
      { text: '내일 송금', sessionState: {}, requestAttributes },
    );
    return session.dialogue.intent?.slots.When?.value.interpretedValue;
  };
  expect(await dayIn({})).toBe('2026-11-22');
  expect(await dayIn({ 'x-amz-lex:time-zone': 'Asia/Seoul' })).toBe('2026-11-23');
  expect(await dayIn({ 'x-amz-lex:time-zone': 'Moon/Sea' })).toBe('2026-11-22');
});
