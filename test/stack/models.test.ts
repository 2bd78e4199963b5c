import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { UNHURRIED, useStack } from './stack.ts';
import { openVisitor, problem } from './visitor.ts';

const running = useStack({
  models: [
    { name: 'fast', label: '빠른 답변', model: 'bedrock:fast-stand-in' },
    { name: 'deep', label: '깊은 답변', model: 'bedrock:deep-stand-in' },
  ],
  limits: { ...UNHURRIED, VISITOR_TOKENS_PER_DAY: '6000' },
});
const visitor = () => openVisitor(running.stack.url);
/** No intent of the bot. */
const TEXT = 'Qwertz uiop, asdf ghjkl?';

/** The models that were asked while `step` ran, with their caps. */
async function askedIn(step: () => Promise<unknown>): Promise<readonly (readonly [model: string, cap: unknown])[]> {
  const asked: (readonly [string, unknown])[] = [];
  const stop = running.stack.model.overhear(({ path, body }) => {
    const { inferenceConfig } = JSON.parse(body) as { readonly inferenceConfig?: { readonly maxTokens?: number } };
    asked.push([/\/model\/([^/]+)\//.exec(path)![1]!, inferenceConfig?.maxTokens]);
  });
  await step();
  stop();
  return asked;
}

it('offers the models that the operator names, in their words, and tells nobody what they are [P3.12]', async () => {
  const { session } = await visitor();
  expect(session.features.filter(feature => feature.startsWith('model:'))).toEqual([
    'model:fast:빠른 답변',
    'model:deep:깊은 답변',
  ]);
  expect(JSON.stringify(session)).not.toContain('stand-in');
});

it('has the model answer that the visitor chose, message by message, over REST and the socket [P3.12]', async () => {
  const one = await visitor();
  const socket = await one.connect();
  const say = async (given: object) => {
    const messageId = newMessageId();
    socket.say({ type: 'message-send', messageId, text: TEXT, ...given });
    await socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId));
    return socket.heard.find(message => message.type === 'reply-start' && message.inReplyTo === messageId);
  };
  const asked = await askedIn(async () => {
    expect(await say({ model: 'fast' })).toMatchObject({ source: { kind: 'model', name: 'fast-stand-in' } });
    expect((await one.ask(TEXT, { model: 'deep' })).source).toEqual({ kind: 'model', name: 'deep-stand-in' });
    expect(await say({})).toMatchObject({ source: { name: 'laptop-stand-in' } });
  });
  expect(asked).toEqual(['fast', 'deep', 'laptop'].map(name => [`${name}-stand-in`, 1_000]));
  socket.close();
});

it('asks no model that is not on the list, whatever a message names [P3.12] [R27]', async () => {
  const asked = await askedIn(async () => {
    for (const model of [
      'laptop',
      'fast-stand-in',
      'bedrock:fast-stand-in',
      'FAST',
      '../fast',
      '__proto__',
      7,
      ['fast'],
    ])
      expect((await (await visitor()).ask(TEXT, { model })).source, String(model)).toMatchObject({
        name: 'laptop-stand-in',
      });
  });
  expect(new Set(asked.map(([model]) => model))).toEqual(new Set(['laptop-stand-in']));
});

it('counts the tokens of all models against one budget [P9.2] [P3.12]', async () => {
  const one = await visitor();
  const models = ['fast', 'deep', undefined];
  let spent: Response | undefined;
  for (let i = 0; i < 60 && !spent; i++) {
    const answer = await one.call('POST', '/chat', { text: TEXT, model: models[i % 3] });
    if (answer.ok) await answer.body?.cancel();
    else spent = answer;
  }
  expect(await problem(spent!)).toMatchObject({ code: 'budget-exhausted' });
  for (const model of models) {
    const refused = await one.call('POST', '/chat', { text: TEXT, model });
    expect(await problem(refused)).toMatchObject({ code: 'budget-exhausted' });
  }
});

it('asks the bot first, whichever model is chosen', async () => {
  expect((await (await visitor()).ask('안녕', { model: 'deep' })).source.kind).toBe('intent');
});
