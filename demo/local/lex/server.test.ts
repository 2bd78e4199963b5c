import {
  DeleteSessionCommand,
  GetSessionCommand,
  LexRuntimeV2Client,
  PutSessionCommand,
  RecognizeTextCommand,
  type RecognizeTextCommandInput,
  type SessionState,
} from '@aws-sdk/client-lex-runtime-v2';
import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLexServer, type LexServer } from './server.ts';
import { transferBot } from './transfer-bot.fake.ts';

const BOT = { botId: 'BOT0000001', botAliasId: 'ALIAS00001', localeId: 'ko_KR' };

let clock = 0;
let lex: LexServer;
let client: LexRuntimeV2Client;
let sessions = 0;

beforeAll(async () => {
  lex = await startLexServer(
    { bots: [{ botId: BOT.botId, aliasId: BOT.botAliasId, bot: helloWorld }] },
    () => clock,
    () => 0,
  );
  client = clientOf(lex);
});

afterAll(async () => {
  client.destroy();
  await lex.close();
});

function clientOf({ url }: LexServer): LexRuntimeV2Client {
  return new LexRuntimeV2Client({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
  });
}

const newSessionId = () => `test:${sessions++}`;
const say = (sessionId: string, text: string, more: Partial<RecognizeTextCommandInput> = {}) =>
  client.send(new RecognizeTextCommand({ ...BOT, sessionId, text, ...more }));
const put = (sessionId: string, sessionState: SessionState) =>
  client.send(new PutSessionCommand({ ...BOT, sessionId, sessionState }));
const unpack = (packed: string | undefined): unknown =>
  JSON.parse(gunzipSync(Buffer.from(packed ?? '', 'base64')).toString('utf8'));

describe('RecognizeText', () => {
  it('holds the Hello World dialogue', async () => {
    const sessionId = newSessionId();
    const first = await say(sessionId, '안녕');
    expect(first).toMatchObject({
      sessionId,
      messages: [{ contentType: 'PlainText' }, { contentType: 'PlainText' }],
      sessionState: {
        dialogAction: { type: 'ElicitSlot', slotToElicit: 'Name' },
        intent: { name: 'HelloWorld', state: 'InProgress', confirmationState: 'None' },
      },
      interpretations: [
        { intent: { name: 'HelloWorld' }, nluConfidence: { score: 1 }, interpretationSource: 'Lex' },
        { intent: { name: 'FallbackIntent' }, interpretationSource: 'Lex' },
      ],
    });
    await say(sessionId, '저는 민수예요');
    const last = await say(sessionId, '네');
    expect(last.messages).toHaveLength(2);
    expect(last.messages![0]!.content).toContain('민수');
    expect(last.sessionState).toMatchObject({
      dialogAction: { type: 'Close' },
      intent: {
        state: 'Fulfilled',
        confirmationState: 'Confirmed',
        slots: { Name: { shape: 'Scalar', value: { interpretedValue: '민수', originalValue: '저는 민수예요' } } },
      },
      originatingRequestId: first.sessionState!.originatingRequestId,
    });
  });

  it('speaks the other locale, in a conversation of its own', async () => {
    const sessionId = newSessionId();
    await say(sessionId, '안녕');
    const { messages } = await say(sessionId, 'hello', { localeId: 'en_US' });
    expect(messages?.at(-1)?.content).toBe('What’s your name?');
  });

  it('gives no messages at all for a bare FallbackIntent', async () => {
    const { messages, sessionState } = await say(newSessionId(), '배송은 얼마나 걸려요?');
    expect(messages).toBeUndefined();
    expect(sessionState).toMatchObject({ dialogAction: { type: 'Close' }, intent: { name: 'FallbackIntent' } });
  });

  it('keeps session attributes, and replaces them by those that are sent', async () => {
    const sessionId = newSessionId();
    await say(sessionId, '안녕', { sessionState: { sessionAttributes: { a: '1', b: '2' } } });
    expect((await say(sessionId, '민수')).sessionState?.sessionAttributes).toEqual({ a: '1', b: '2' });
    const { sessionState } = await say(sessionId, '네', { sessionState: { sessionAttributes: { a: '3' } } });
    expect(sessionState?.sessionAttributes).toEqual({ a: '3' });
  });

  it('hears the words where the client puts the conversation', async () => {
    const intent = { name: 'HelloWorld', slots: { Name: { value: { interpretedValue: '보라' } } } };
    const { messages } = await say(newSessionId(), '응', {
      sessionState: { dialogAction: { type: 'ConfirmIntent' }, intent },
    });
    expect(messages?.[0]?.content).toContain('보라');
  });

  it('returns request attributes', async () => {
    const { requestAttributes } = await say(newSessionId(), '안녕', { requestAttributes: { from: 'test' } });
    expect(requestAttributes).toEqual({ from: 'test' });
  });

  it('[R49] takes 1,024 UTF-16 code units and not one more', async () => {
    await say(newSessionId(), '가'.repeat(1_024));
    await expect(say(newSessionId(), '가'.repeat(1_025))).rejects.toMatchObject({
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
    });
    await expect(say(newSessionId(), '👋'.repeat(513))).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(say(newSessionId(), '')).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('refusals', () => {
  it.each([{ botId: 'BOT0000009' }, { botAliasId: 'ALIAS00009' }, { localeId: 'fr_FR' }])(
    'knows no bot under %o',
    async unknown => {
      await expect(say(newSessionId(), '안녕', unknown)).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      });
    },
  );

  it.each(['x', 'a/b', '민수', 'x'.repeat(101)])('[R49] takes no session id %s', async sessionId => {
    await expect(say(sessionId, '안녕')).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it.each<SessionState>([
    { intent: { name: 'Nobody' } },
    { intent: { name: 'HelloWorld', slots: { Age: { value: { interpretedValue: '7' } } } } },
    { dialogAction: { type: 'ElicitSlot', slotToElicit: 'Name' } },
    { dialogAction: { type: 'ElicitSlot', slotToElicit: 'Age' }, intent: { name: 'HelloWorld' } },
    { dialogAction: { type: 'Delegate' } },
    { sessionAttributes: { big: 'x'.repeat(12 * 1_024) } },
  ])('takes no session state %o', async sessionState => {
    const sessionId = newSessionId();
    await expect(say(sessionId, '안녕', { sessionState })).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(put(sessionId, sessionState)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('answers what is no JSON, or no operation, as Lex would', async () => {
    const path = `${lex.url}/bots/${BOT.botId}/botAliases/${BOT.botAliasId}/botLocales/ko_KR/sessions/ab`;
    const broken = await fetch(`${path}/text`, { method: 'POST', body: '{' });
    expect([broken.status, broken.headers.get('x-amzn-errortype')]).toEqual([400, 'ValidationException']);
    expect(await broken.json()).toEqual({ message: expect.any(String) as string });
    expect((await fetch(`${path}/song`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${lex.url}/%`)).status).toBe(404);
    expect((await fetch(`${path}/text`, { method: 'POST', body: 'x'.repeat(300_000) })).status).toBe(400);
  });
});

describe('sessions', () => {
  it('gives the last messages back', async () => {
    const sessionId = newSessionId();
    const said = await say(sessionId, '안녕');
    const session = await client.send(new GetSessionCommand({ ...BOT, sessionId }));
    expect(session).toMatchObject({
      sessionId,
      messages: said.messages,
      interpretations: said.interpretations,
      sessionState: said.sessionState,
    });
  });

  it('puts a conversation where a client wants it, and asks what is to be asked there', async () => {
    const sessionId = newSessionId();
    const answer = await put(sessionId, {
      dialogAction: { type: 'Delegate' },
      intent: { name: 'HelloWorld' },
      sessionAttributes: { greeting: '안녕' },
    });
    expect(answer.sessionId).toBe(sessionId);
    expect(unpack(answer.messages)).toEqual([
      { contentType: 'PlainText', content: '어떻게 불러 드리면 될까요? 이름을 알려 주세요.' },
    ]);
    expect(unpack(answer.sessionState)).toMatchObject({
      dialogAction: { type: 'ElicitSlot', slotToElicit: 'Name' },
      sessionAttributes: { greeting: '안녕' },
    });
    expect((await say(sessionId, '보라')).sessionState?.dialogAction?.type).toBe('ConfirmIntent');
  });

  it('says what a client has it say', async () => {
    const messages = [{ contentType: 'PlainText' as const, content: '이름이 뭐예요?' }];
    const answer = await client.send(
      new PutSessionCommand({
        ...BOT,
        sessionId: newSessionId(),
        messages,
        sessionState: { dialogAction: { type: 'ElicitSlot', slotToElicit: 'Name' }, intent: { name: 'HelloWorld' } },
      }),
    );
    expect(unpack(answer.messages)).toEqual(messages);
  });

  it('forgets a conversation that is deleted', async () => {
    const sessionId = newSessionId();
    await say(sessionId, '안녕');
    const deleted = await client.send(new DeleteSessionCommand({ ...BOT, sessionId }));
    expect(deleted).toMatchObject({ ...BOT, sessionId });
    await expect(client.send(new GetSessionCommand({ ...BOT, sessionId }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('forgets a conversation that has been silent for the time of the bot', async () => {
    const sessionId = newSessionId();
    await say(sessionId, '안녕');
    clock += helloWorld.IdleSessionTTLInSeconds * 1_000 - 1;
    expect((await say(sessionId, '민수')).sessionState?.dialogAction?.type).toBe('ConfirmIntent');
    clock += helloWorld.IdleSessionTTLInSeconds * 1_000;
    const { sessionState } = await say(sessionId, '네');
    expect(sessionState?.intent?.name).toBe('FallbackIntent');
  });
});

it('records operations and sessions, and not what was said', async () => {
  const before = lex.calls.length;
  const sessionId = newSessionId();
  await say(sessionId, '비밀 이야기');
  expect(lex.calls.slice(before)).toEqual([{ operation: 'RecognizeText', sessionId }]);
});

it('[R49] takes so many calls a second as it is told, and refuses the rest', async () => {
  const busy = await startLexServer(
    { bots: [{ botId: BOT.botId, aliasId: BOT.botAliasId, bot: helloWorld }], throttle: { perSecond: 2 } },
    () => clock,
  );
  const hurried = clientOf(busy);
  const call = () => hurried.send(new RecognizeTextCommand({ ...BOT, sessionId: 'ab', text: '안녕' }));
  await call();
  await call();
  await expect(call()).rejects.toMatchObject({ name: 'ThrottlingException', $metadata: { httpStatusCode: 429 } });
  clock += 500;
  await call();
  hurried.destroy();
  await busy.close();
});

it('asks the function of an alias, and gives its failure to the client', async () => {
  const hooked = await startLexServer({
    bots: [
      {
        botId: BOT.botId,
        aliasId: BOT.botAliasId,
        bot: transferBot(),
        codeHook: ({ inputTranscript }) => Promise.reject(new Error(`cannot ${inputTranscript}`)),
      },
    ],
  });
  const path = `${hooked.url}/bots/${BOT.botId}/botAliases/${BOT.botAliasId}/botLocales/ko_KR/sessions/ab/text`;
  const answer = await fetch(path, { method: 'POST', body: JSON.stringify({ text: '송금' }) });
  expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([424, 'DependencyFailedException']);
  expect(await answer.json()).toEqual({ message: expect.stringContaining('cannot 송금') as string });
  await hooked.close();
});

it('tells of a taken port', async () => {
  await expect(startLexServer({ bots: [], port: Number(new URL(lex.url).port) })).rejects.toThrow('EADDRINUSE');
});
