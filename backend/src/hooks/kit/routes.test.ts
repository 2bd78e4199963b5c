import { expect, it } from 'vitest';
import { deployedName } from '../../../bots/deployed-name.ts';
import { fakeEvent } from '../fake-event.ts';
import type { Hook } from './hook.ts';
import { plainTexts } from './message.ts';
import { close } from './respond.ts';
import { byBot, byIntent } from './routes.ts';

const { signal } = new AbortController();
const saying =
  (text: string): Hook =>
  async event =>
    close(event, 'Fulfilled', plainTexts([text]));

it('gives each bot and intent to its own hook', async () => {
  const hook = byBot({
    Pizza: byIntent({ Order: saying('ordered'), Cancel: saying('cancelled') }),
    Taxi: saying('on its way'),
  });
  expect(await hook(fakeEvent({ bot: 'Pizza', intent: 'Cancel' }), signal)).toMatchObject({
    messages: [{ content: 'cancelled' }],
  });
  expect(await hook(fakeEvent({ bot: 'Taxi', intent: 'Order' }), signal)).toMatchObject({
    messages: [{ content: 'on its way' }],
  });
});

it('knows a bot by the name that a deployment gives it, and by one with a dash of its own', async () => {
  const hook = byBot({ Taxi: saying('on its way'), 'Taxi-Tokyo': saying('in a moment') });
  for (const [bot, content] of [
    [deployedName('Taxi', 'Shop1A2B'), 'on its way'],
    [deployedName('Taxi-Tokyo', 'Shop1A2B'), 'in a moment'],
    ['Taxi-Tokyo', 'in a moment'],
  ] as const)
    expect(await hook(fakeEvent({ bot }), signal)).toMatchObject({ messages: [{ content }] });
});

it('names what has no hook', async () => {
  const hook = byIntent({ Order: saying('ordered') });
  await expect(hook(fakeEvent({ intent: 'Refund' }), signal)).rejects.toThrow('the intent Refund, only for Order');
  await expect(hook(fakeEvent({ intent: 'constructor' }), signal)).rejects.toThrow('the intent constructor');
});
