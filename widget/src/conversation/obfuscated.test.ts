import { OBFUSCATED_TEXT } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { useFakeTab } from './fake-tab-fixture.ts';

const SECRET = '83174620';
const here = useFakeTab();

it('sends what nobody is to see, and shows and keeps something else [P3.11]', async () => {
  await here.open();
  const { tab, service } = here;
  // It would answer with what it was told.
  service.rules.answers = false;
  const stored: string[] = [];
  const before = tab.world.storage;
  tab.subscribe(() => stored.push(JSON.stringify([tab.state, before])));
  const id = tab.say(SECRET, { obfuscated: true });
  await expect.poll(() => tab.state.transcript[0]?.state).toBe('sent');
  expect(tab.texts()[0]).toBe(OBFUSCATED_TEXT);
  expect(service.frames.find(message => message.type === 'message-send')).toMatchObject({
    messageId: id,
    text: SECRET,
    obfuscated: true,
  });
  expect(stored.join()).not.toContain(SECRET);
  tab.retry(id);
  expect(tab.state.transcript[0]).toMatchObject({ state: 'sent' });
});
