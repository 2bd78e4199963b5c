import { replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { harness, modelSaying, run, say } from './fakes.ts';
import { messageStatus } from './message-status.ts';

it('tells of a message whether it waits, is being answered, was answered or failed [P7.5]', async () => {
  const ports = harness();
  const { id } = await say(ports, 'c1');
  const status = () => messageStatus('c1', id, ports);
  expect(await status()).toMatchObject({ state: 'waiting', message: { id } });

  await ports.turns.claim('c1', id, ports.now() + 1_000);
  expect(await status()).toMatchObject({ state: 'waiting' });
  const draft = {
    replyId: replyIdOf(id),
    inReplyTo: id,
    attempt: 1,
    locale: 'ko',
    source: { kind: 'model', name: 'm' },
    text: '이틀',
    parts: [],
  } as const;
  await ports.turns.checkpoint('c1', 1, draft, ports.now() + 1_000);
  expect(await status()).toMatchObject({ state: 'answering', soFar: { text: '이틀', length: 2, attempt: 1 } });
  await ports.turns.release('c1', 1, { answered: 0, sessionAttributes: {} });

  await run(ports, id);
  expect(await status()).toMatchObject({ state: 'answered', reply: { text: '답이에요.' } });
  await ports.history.fail('c1', id, 'unavailable', 1);
  expect(await status()).toMatchObject({ state: 'failed', message: { failure: 'unavailable' } });
  expect(await messageStatus('c2', id, ports)).toEqual({ state: 'unknown' });
});

it('does not take a reply that broke off for the one that is being given afresh', async () => {
  const ports = harness({ model: modelSaying('이틀', new Error('cut')) });
  const { id } = await say(ports, 'c1');
  await run(ports, id);
  expect(await messageStatus('c1', id, ports)).toMatchObject({ state: 'answered', reply: { reason: 'interrupted' } });
  await ports.turns.again('c1', id);
  expect(await messageStatus('c1', id, ports)).toMatchObject({ state: 'waiting' });
  await ports.turns.claim('c1', id, ports.now() + 1_000);
  expect(await messageStatus('c1', id, ports)).toMatchObject({ state: 'waiting' });
});
