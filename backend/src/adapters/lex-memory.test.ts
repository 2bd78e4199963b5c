import { expect, it } from 'vitest';
import { createLexMemory } from './lex-memory.ts';
import { useAnsweredLex } from './lex-fixture.ts';

const lexThat = useAnsweredLex();

/** Lex as far as it answers to `DeleteSession`, in turn; the last answer is given for good. */
async function memoryOf(
  answers: readonly (200 | 'ConflictException' | 'ResourceNotFoundException' | 'DependencyFailedException')[],
) {
  const asked: string[] = [];
  const client = await lexThat((request, response) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)]!;
    asked.push(`${request.method} ${request.url}`);
    const status = { ConflictException: 409, ResourceNotFoundException: 404, DependencyFailedException: 424 };
    if (answer === 200) response.end('{}');
    else response.writeHead(status[answer], { 'x-amzn-errortype': answer }).end('{"message":""}');
  });
  const pauses: number[] = [];
  const pause = async (ms: number) => void pauses.push(ms);
  const memory = createLexMemory(client, { botId: 'BOT', aliasId: 'ALIAS', locales: ['ko_KR'] }, 1_000, pause);
  return { memory, asked, pauses };
}

it('forgets a session that is in use once Lex has come to the end of its turn', async () => {
  const { memory, asked } = await memoryOf(['ConflictException', 'ConflictException', 200]);
  expect(await memory.forget('bank.c1.4')).toBe('forgotten');
  expect(asked).toHaveLength(3);
  expect(new Set(asked)).toEqual(new Set(['DELETE /bots/BOT/botAliases/ALIAS/botLocales/ko_KR/sessions/bank.c1.4']));
});

it('says so when a session is in use for too long', async () => {
  const { memory, pauses } = await memoryOf(['ConflictException']);
  expect(await memory.forget('c1')).toBe('busy');
  expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(1_000);
});

it('has nothing to forget of a session that there is not, and hides no other fault', async () => {
  expect(await (await memoryOf(['ResourceNotFoundException'])).memory.forget('c1')).toBe('forgotten');
  await expect((await memoryOf(['DependencyFailedException'])).memory.forget('c1')).rejects.toThrow('lex');
});
