import { readFileSync } from 'node:fs';
import { createLexRecognizer } from '@lex-chat/backend/adapters/lex';
import { composeReply } from '@lex-chat/backend/conversation/compose-reply';
import { parseServerMessage, replyIdOf, type Part } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { useAnsweredLex } from '../../backend/src/adapters/lex-fixture.ts';

/** What Lex answers, what the wire makes of it, and what a visitor sees: the last is tried in a browser, by `lex-turns.browser.test.ts`. */
interface LexTurn {
  readonly name: string;
  readonly response: object;
  readonly reply: { readonly text: string; readonly parts: readonly Part[] };
}

const TURNS = JSON.parse(
  readFileSync(new URL('../fixtures/lex-turns.json', import.meta.url), 'utf8'),
) as readonly LexTurn[];

const SLOTS = {
  'Book.Day': { type: 'AMAZON.Date' },
  'Book.Hour': { type: 'AMAZON.Time' },
  'Book.People': { type: 'AMAZON.Number' },
  'Book.Phone': { type: 'AMAZON.PhoneNumber' },
  'Book.Mail': { type: 'AMAZON.EmailAddress' },
  'Book.Name': { type: 'AMAZON.FirstName' },
  'Book.Again': { type: 'AMAZON.Confirmation' },
  'Book.Pin': { type: 'AMAZON.Number', obfuscated: true },
} as const;

const lexThat = useAnsweredLex();

async function recognizerOf(answer: object) {
  const client = await lexThat((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  return createLexRecognizer(client, {
    botId: 'BOT',
    aliasId: 'ALIAS',
    locales: ['ko_KR'],
    slots: SLOTS,
    idleSeconds: 300,
  });
}

const UTTERANCE = {
  conversationId: 'clinic.c1',
  dialogueId: 'c1',
  messageId: 'm1',
  visitorId: 'guest',
  text: '예약할게요',
  locale: 'ko_KR',
  sessionAttributes: {},
};

const ID = '0198c0de-0000-7000-8000-000000000001';

it.each(TURNS)('brings what Lex says and asks for to the wire: $name [P4.7] [P4.12]', async ({ response, reply }) => {
  const recognizer = await recognizerOf(response);
  const composed = composeReply(await recognizer.recognize(UTTERANCE, new AbortController().signal));
  expect(composed).toEqual(reply);
  for (const [index, part] of composed.parts.entries()) {
    const frame = { type: 'reply-part', replyId: replyIdOf(ID), attempt: 1, index, part };
    expect(parseServerMessage(JSON.stringify(frame))).toEqual(frame);
  }
});
