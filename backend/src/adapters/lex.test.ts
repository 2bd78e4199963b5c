import { type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { Utterance } from '../conversation/ports.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import { createLexRecognizer } from './lex.ts';
import { useAnsweredLex } from './lex-fixture.ts';

const utterance: Utterance = {
  conversationId: 'bot.c0ffee',
  dialogueId: 'c0ffee',
  messageId: 'm1',
  visitorId: 'guest-1',
  text: '안녕',
  locale: 'ko_KR',
  sessionAttributes: { page: '/', 'lex-chat:message': 'm0' },
};
const never = new AbortController().signal;
const lexThat = useAnsweredLex();

/** Lex as far as one answer goes; `asked` collects what it was asked. */
async function lexAnswering(status: number, body: object, headers: Readonly<Record<string, string>> = {}) {
  const asked: { path: string | undefined; body: unknown }[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    asked.push({ path: request.url, body: await json(request) });
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
  const client = await lexThat((request, response) => void answer(request, response));
  return {
    asked,
    recognizer: createLexRecognizer(client, { botId: 'BOT', aliasId: 'ALIAS', locales: ['ko_KR', 'en_US'] }),
  };
}

const understood = {
  sessionId: 'c0ffee',
  sessionState: {
    intent: { name: 'Hello', state: 'InProgress' },
    dialogAction: { type: 'ElicitSlot', slotToElicit: 'Name' },
    sessionAttributes: { step: '1' },
  },
  interpretations: [
    { intent: { name: 'Hello' }, nluConfidence: { score: 0.83 }, interpretationSource: 'Lex' },
    { intent: { name: 'FallbackIntent' } },
  ],
};

it('asks in the session of the conversation, with all its attributes, and names the message and the visitor', async () => {
  const { asked, recognizer } = await lexAnswering(200, understood);
  await recognizer.recognize(utterance, never);
  expect(asked).toEqual([
    {
      path: '/bots/BOT/botAliases/ALIAS/botLocales/ko_KR/sessions/c0ffee/text',
      body: {
        text: '안녕',
        sessionState: { sessionAttributes: { page: '/', 'lex-chat:message': 'm1', 'lex-chat:visitor': 'guest-1' } },
      },
    },
  ]);
});

it('understands intent, confidence, what is asked for next, and every kind of message', async () => {
  const { recognizer } = await lexAnswering(200, {
    ...understood,
    messages: [
      { contentType: 'PlainText', content: '안녕하세요' },
      { contentType: 'SSML', content: '<speak>이름이 <break time="1s"/>뭐예요?</speak>' },
      {
        contentType: 'ImageResponseCard',
        imageResponseCard: {
          title: '고르세요',
          imageUrl: 'https://x.example/a.png',
          buttons: [{ text: '네', value: 'yes' }],
        },
      },
      { contentType: 'CustomPayload', content: '{"a":1}' },
      { contentType: 'PlainText' },
    ],
  });
  expect(await recognizer.recognize(utterance, never)).toEqual({
    intent: 'Hello',
    confidence: 0.83,
    isFallback: false,
    elicits: { intent: 'Hello', slot: 'Name' },
    sessionAttributes: { step: '1' },
    inspection: expect.objectContaining({ action: 'ElicitSlot', slot: 'Name' }) as object,
    messages: [
      { kind: 'text', text: '안녕하세요' },
      { kind: 'text', text: '이름이 뭐예요?' },
      {
        kind: 'card',
        title: '고르세요',
        subtitle: null,
        imageUrl: 'https://x.example/a.png',
        buttons: [{ text: '네', value: 'yes' }],
      },
      { kind: 'payload', content: '{"a":1}' },
    ],
  });
});

it('knows a fallback without a word, and a confirmation that is asked for', async () => {
  const fallback = {
    sessionState: { intent: { name: 'FallbackIntent', state: 'ReadyForFulfillment' }, dialogAction: { type: 'Close' } },
    interpretations: [{ intent: { name: 'FallbackIntent' } }],
  };
  expect(await (await lexAnswering(200, fallback)).recognizer.recognize(utterance, never)).toMatchObject({
    isFallback: true,
    messages: [],
    confidence: null,
    elicits: null,
  });
  const confirming = {
    ...understood,
    sessionState: { ...understood.sessionState, dialogAction: { type: 'ConfirmIntent' } },
  };
  expect((await (await lexAnswering(200, confirming)).recognizer.recognize(utterance, never)).elicits).toEqual({
    intent: 'Hello',
    slot: null,
  });
});

it('calls every failure by the name of the service, and asks no second time: that would move the dialogue on [R17]', async () => {
  for (const [status, type] of [
    [429, 'ThrottlingException'],
    [500, 'InternalServerException'],
    [409, 'ConflictException'],
    [424, 'DependencyFailedException'],
    [502, 'BadGatewayException'],
  ] as const) {
    const { asked, recognizer } = await lexAnswering(status, { message: 'no' }, { 'x-amzn-errortype': type });
    await expect(recognizer.recognize(utterance, never)).rejects.toMatchObject({
      name: 'UpstreamError',
      service: 'lex',
    });
    expect(asked).toHaveLength(1);
  }
});

it('lets go when it is told to', async () => {
  const { recognizer } = await lexAnswering(200, understood);
  await expect(recognizer.recognize(utterance, AbortSignal.abort())).rejects.toBeInstanceOf(UpstreamError);
});

it('speaks the languages of its bot', async () => {
  const { recognizer } = await lexAnswering(200, understood);
  expect(['ko_KR', 'en_US', 'fr'].map(locale => recognizer.speaks(locale, 'shop.c1'))).toEqual([true, true, false]);
});
