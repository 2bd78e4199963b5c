import { newMessageId } from '@lex-chat/protocol';
import { expect, it, vi } from 'vitest';
import { modelSaying } from '../conversation/fakes.ts';
import { MODES } from '../conversation/model/modes.ts';
import { here, socket } from './receive-fixture.ts';

it('has the model answer that was chosen from the list, and the usual one for any other name [P3.12] [R27]', async () => {
  const fast = { ...modelSaying('빨라요.'), name: 'fast-1' };
  const hidden = { ...modelSaying('비싸요.'), name: 'never' };
  const models = new Map([
    ['fast', fast],
    ['hidden', hidden],
  ]);
  const { ports, hear, answer: answers } = socket(here, { model: modelSaying('보통이에요.'), models });
  const said = async (model?: string) => {
    const messageId = newMessageId();
    await hear({ type: 'message-send', messageId, text: '배송', ...(model !== undefined && { model }) });
    await answers(messageId);
    return (await ports.history.find('c1', messageId))!.reply!;
  };
  expect(await said('fast')).toMatchObject({ text: '빨라요.', source: { kind: 'model', name: 'fast-1' } });
  expect(await said()).toMatchObject({ text: '보통이에요.', source: { kind: 'model', name: 'fake' } });
  for (const name of ['hidden', 'fast-1', 'openai:gpt-5', '__proto__', ''])
    expect((await said(name)).text, name).toBe('보통이에요.');
});

it('refuses a mode that the operator does not offer, and stores nothing [P3.10]', async () => {
  const { hear, told, ports } = socket();
  const messageId = newMessageId();
  await hear({ type: 'message-send', messageId, text: 'Hello', mode: 'sentiment' });
  expect(told()).toMatchObject([{ type: 'failure', code: 'invalid-message', messageId }]);
  expect(await ports.history.find('c1', messageId)).toBeUndefined();
});

it('has a text worked on in the mode that was asked for, without asking Lex [P3.10]', async () => {
  const recognize = vi.fn();
  const prompts: string[] = [];
  const model = modelSaying('안녕하세요.');
  const { hear, told, answer } = socket(here, {
    recognizer: { speaks: () => true, recognize },
    model: {
      ...model,
      stream: (...asked: Parameters<typeof model.stream>) => (prompts.push(asked[0].system), model.stream(...asked)),
    },
  });
  const messageId = newMessageId();
  await hear({ type: 'message-send', messageId, text: 'Cancel my transfer', mode: 'translate' });
  await answer(messageId);
  expect(recognize).not.toHaveBeenCalled();
  expect(prompts).toMatchObject([expect.stringContaining(MODES.translate.instructions)]);
  expect(told().at(-1)).toMatchObject({ type: 'reply-end', reason: 'complete' });
});
