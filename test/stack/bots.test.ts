import { GetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BOTS, withFirst, type LocalBot } from '@lex-chat/demo/local-bots';
import { newMessageId, type ChatAnswer, type Session } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { siteOf } from './site.ts';
import { useStack } from './stack.ts';
import { json, openVisitor, post, problem, visitorOf, type Visitor } from './visitor.ts';

const [shop, bank] = BOTS as readonly [LocalBot, LocalBot];
const koreanAlone = { ...shop, name: 'korean', bot: { ...shop.bot, BotLocales: shop.bot.BotLocales.slice(0, 1) } };

const running = useStack({ bots: [shop, bank, koreanAlone] });
const at = (path: string) => `${running.stack.url}${path}`;
const site = siteOf(() => running.stack);
const bearer = ({ session }: Visitor) => ({ authorization: `Bearer ${session.token}` });
const open = (bot?: string, language = 'ko') => openVisitor(running.stack.url, language, bot ? { bot } : {});
const renew = async (visitor: Visitor, body: object) =>
  visitorOf(running.stack.url, await json<Session>(await post(at('/sessions'), body, bearer(visitor))));
const textsOf = async (visitor: Visitor) => (await visitor.history('?limit=100')).entries.map(({ text }) => text);

const BALANCE = '한결은행 입출금 계좌 잔액이 얼마예요?';

it('has each session answered by its bot, side by side, in conversations of their own [P8.9]', async () => {
  const [atShop, atBank] = [await open(), await open('banking')];
  const [name, balance] = await Promise.all([atShop.ask('안녕'), atBank.ask(BALANCE)]);
  expect(name.source).toEqual({ kind: 'intent', name: 'HelloWorld' });
  expect(balance.msg).toContain('1,250,000원');
  expect(await atShop.ask(BALANCE), 'what the one knows').not.toMatchObject({ source: { name: 'CheckBalance' } });
  expect((await atBank.ask('이체 내역')).source, 'the other keeps').toEqual({
    kind: 'intent',
    name: 'RecentTransfers',
  });
  expect(await textsOf(atBank)).toHaveLength(4);
  for (const said of ['안녕', name.msg]) expect(await textsOf(atBank)).not.toContain(said);

  const sessionIds = running.stack.lex.calls.map(({ sessionId }) => sessionId);
  for (const { session } of [atShop, atBank]) expect(sessionIds).toContain(session.conversationId);
  expect(atShop.session.conversationId).not.toBe(atBank.session.conversationId);
});

it('has the model answer what is asked in place of a name or a yes, and the bot let go when told to', async () => {
  const visitor = await open();
  const said = [];
  for (const text of ['안녕', '영업시간이 어떻게 되나요?', '안녕', '민수', '배송비는 얼마예요?', '안녕', '그만'])
    said.push(await visitor.ask(text));
  const HELLO = { kind: 'intent', name: 'HelloWorld' };
  const MODEL = { kind: 'model', name: 'laptop-stand-in' };
  expect(said.map(({ source }) => source)).toEqual([
    HELLO,
    MODEL,
    HELLO,
    HELLO,
    MODEL,
    HELLO,
    { kind: 'intent', name: 'Cancel' },
  ]);
  expect(said[1]!.msg).toContain('11:00–19:00');
  expect(said[4]!.msg).toContain('3,000원');
});

it('takes the first bot where none is asked for, and tells a page nothing of a bot but its name [P8.9]', async () => {
  const { session, ...answer } = await json<ChatAnswer>(await post(at('/chat'), { text: '안녕', bot: 'hello-world' }));
  expect(answer.source).toEqual((await (await open()).ask('안녕')).source);
  const banking = await json<ChatAnswer>(await post(at('/chat'), { text: BALANCE, bot: 'banking' }));
  expect(banking.msg).toContain('1,250,000원');
  const told = JSON.stringify([
    session,
    answer,
    banking,
    await (await post(at('/sessions'), { bot: 'nobody' })).json(),
  ]);
  for (const { botId, aliasId } of running.stack.bots) expect(told).not.toMatch(new RegExp(`${botId}|${aliasId}`));
});

it('has the locales of the bot that is asked for', async () => {
  expect((await open('korean', 'en')).session.locale, 'which the model speaks alone').toBe('en');
  expect((await open('banking', 'en')).session.locale).toBe('en_US');
});

it('refuses a bot that there is not, on every way to a session, and goes on serving [P8.9] [P7.7]', async () => {
  for (const bot of ['nobody', 'Banking', 'HelloWorld', 'constructor', '__proto__', running.stack.bots[1]!.botId]) {
    const refusals = [
      await post(at('/sessions'), { bot }),
      await post(at('/chat'), { text: '안녕', bot }),
      await post(at('/sessions'), { bot, visitorToken: await site.token('user-1') }),
    ];
    for (const refusal of refusals) expect(await problem(refusal)).toMatchObject({ status: 404, code: 'bot-unknown' });
  }
  for (const bot of ['', 'a.b', 'x'.repeat(41), 7, null, {}])
    expect(await problem(await post(at('/sessions'), { bot }))).toMatchObject({ status: 400, code: 'invalid-message' });
  expect((await (await open('banking')).ask(BALANCE)).msg).toContain('1,250,000원');
});

it('leaves a session with its bot, whatever else is asked for in its name [P8.9]', async () => {
  const visitor = await open('hello-world');
  await visitor.ask('안녕');
  const renewed = await renew(visitor, { bot: 'banking' });
  expect(renewed.session.conversationId).toBe(visitor.session.conversationId);
  const answer = await renewed.ask(BALANCE, { bot: 'banking', attributes: { bot: 'banking' } });
  expect(answer.source).not.toMatchObject({ name: 'CheckBalance' });
  expect(
    await problem(await visitor.call('POST', '/chat', { text: '안녕', attributes: { 'lex-chat:bot': 'banking' } })),
  ).toMatchObject({ status: 400 });
});

it('gives a signed visitor a conversation with each bot, and logs them out of all [P8.3] [P8.6] [P8.9]', async () => {
  const [atShop, atBank] = [await site.signIn('user-7'), await site.signIn('user-7', { bot: 'banking' })];
  await atShop.ask('안녕');
  expect(await textsOf(atBank)).toEqual([]);
  const socket = await atBank.connect();

  const guest = await open('banking');
  await guest.ask(BALANCE);
  const moving = { visitorToken: await site.token('user-7'), keep: true };
  expect(await problem(await post(at('/sessions'), moving, bearer(guest))), 'to another bot').toMatchObject({
    code: 'invalid-message',
  });
  await post(at('/sessions'), { ...moving, bot: 'banking' }, bearer(guest));
  expect(await textsOf(atBank)).toContain(BALANCE);

  expect((await atShop.call('DELETE', '/sessions')).status).toBe(204);
  await socket.closed;
  for (const visitor of [atShop, atBank])
    expect(await problem(await visitor.call('GET', '/history'))).toMatchObject({ code: 'session-invalid' });
  expect((await site.signIn('user-7', { bot: 'banking' })).session.conversationId).toBe(atBank.session.conversationId);
});

it('moves a visitor’s money once for a yes, however often that is sent, and nobody else’s', async () => {
  const [visitor, other] = [await open('banking'), await open('banking')];
  const asked = await visitor.ask('새벗은행에서 모아은행으로 20000원 보내 줘');
  expect(asked.msg).toContain('20,000원을 보낼까요?');
  const yes = { messageId: newMessageId() };
  const socket = await visitor.connect();
  socket.say({ type: 'message-send', ...yes, text: '네' });
  await socket.hear('reply-end');
  socket.say({ type: 'message-send', ...yes, text: '네' });
  const answers = await Promise.all([visitor.ask('네', yes), visitor.ask('네', yes)]);
  for (const { msg } of answers) expect(msg).toContain('20,000원을 보냈어요.');

  expect(await balancesOf(visitor)).toMatchObject({ 'saebeot-checking': 300_000, 'moa-savings': 2_720_000 });
  expect((await other.ask('새벗은행에 얼마 있어요')).msg).toContain('320,000원');
  expect((await visitor.ask('이체 내역')).msg.match(/20,000원/g)).toHaveLength(1);
  socket.close();
});

it('has a model beside each bot that speaks for the same site', async () => {
  const question = '카드를 잃어버렸어요. 어떻게 해요?';
  const [atShop, atBank] = [await (await open()).ask(question), await (await open('banking')).ask(question)];
  for (const { source } of [atShop, atBank]) expect(source.kind).toBe('model');
  expect(atBank.msg).toContain('063-000-0001');
  expect(atShop.msg).not.toContain('063-000-0001');
});

it('puts the bot in front that a developer wants to see', () => {
  expect(withFirst(bank).map(({ name }) => name)).toEqual(['banking', 'hello-world']);
  expect(withFirst({ ...koreanAlone, name: 'hello-world' }).map(({ bot }) => bot)).toEqual([koreanAlone.bot, bank.bot]);
});

/** What the table holds of a visitor, whom only the token names. */
async function balancesOf({ session }: Visitor): Promise<Readonly<Record<string, number>>> {
  const [, claims = ''] = session.token.split('.');
  const { sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { readonly sub: string };
  const credentials = { accessKeyId: 'laptop', secretAccessKey: 'laptop' };
  const client = new DynamoDBClient({ endpoint: running.stack.dynamo.url, region: 'us-east-1', credentials });
  const get = new GetItemCommand({ TableName: 'accounts', Key: { visitor: { S: sub } } });
  const { Item } = await client.send(get).finally(() => client.destroy());
  const accounts = Object.entries(Item?.['accounts']?.M ?? {});
  return Object.fromEntries(accounts.map(([id, { M }]) => [id, Number(M?.['balance']?.N)]));
}
