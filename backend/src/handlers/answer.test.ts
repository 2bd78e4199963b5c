import { expect, it } from 'vitest';
import type { AnswerPorts } from '../conversation/answer.ts';
import { createAnswerHandler } from './answer.ts';

const context = { getRemainingTimeInMillis: () => 60_000 };
const event = { conversationId: 'c1', messageId: '0198c0de-0000-7000-8000-000000000001' };

it('throws no word of what it was about: what is thrown is logged, and noted with the event', async () => {
  const heard: unknown[] = [];
  const broken = new Error('the value "my secret words" is not valid');
  const ports = new Proxy({} as AnswerPorts, {
    get: (_, name) => {
      if (name === 'warn') return (what: string, error: unknown) => heard.push(what, error);
      if (name === 'now') return Date.now;
      throw broken;
    },
  });
  const failure = await createAnswerHandler(ports)(event, context).catch((error: unknown) => error);
  expect(failure).toEqual(new Error('the answer failed: the log says why'));
  expect(failure).not.toHaveProperty('cause');
  expect(heard).toEqual(['answer-failed', broken]);
});

it('refuses an event that is not of ids', async () => {
  const ports = {} as AnswerPorts;
  await expect(createAnswerHandler(ports)({ ...event, messageId: 'x' }, context)).rejects.toThrow('messageId');
});
