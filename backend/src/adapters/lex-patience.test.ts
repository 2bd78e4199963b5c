import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { createLexPatience } from './lex-patience.ts';
import { useAnsweredLex } from './lex-fixture.ts';

const lexThat = useAnsweredLex();

const STATE = { dialogAction: { type: 'ElicitSlot', slotToElicit: 'Day' }, intent: { name: 'Book' } };

/** Lex as far as it answers to one request after the other, with its session or with a fault. */
async function patienceOf(...answers: readonly (200 | 'ConflictException' | 'ResourceNotFoundException' | 'Odd')[]) {
  const asked: { readonly request: string; readonly body: string }[] = [];
  const client = await lexThat((request, response) => {
    void text(request).then(body => {
      const answer = answers[asked.length];
      asked.push({ request: `${request.method} ${request.url}`, body });
      if (answer === 200) response.end(JSON.stringify({ sessionState: STATE, messages: [] }));
      else response.writeHead(answer === 'Odd' ? 424 : 409, { 'x-amzn-errortype': answer! }).end('{"message":""}');
    });
  });
  return { patience: createLexPatience(client, { botId: 'BOT', aliasId: 'ALIAS', locales: ['ko_KR'] }), asked };
}

it('begins the time of a session anew by putting what it holds [P7.12]', async () => {
  const { patience, asked } = await patienceOf(200, 200);
  expect(await patience.wait('bank.c1.4')).toBe('waiting');
  const path = '/bots/BOT/botAliases/ALIAS/botLocales/ko_KR/sessions/bank.c1.4';
  expect(asked.map(({ request }) => request)).toEqual([`GET ${path}`, `POST ${path}`]);
  expect(JSON.parse(asked[1]!.body)).toMatchObject({ sessionState: STATE, messages: [] });
});

it('says so when there is nothing left to wait for, and takes a turn that is under way for waiting [P7.12]', async () => {
  expect(await (await patienceOf('ResourceNotFoundException')).patience.wait('c1')).toBe('forgotten');
  expect(await (await patienceOf(200, 'ConflictException')).patience.wait('c1')).toBe('waiting');
  await expect((await patienceOf('Odd')).patience.wait('c1')).rejects.toThrow('lex');
});
