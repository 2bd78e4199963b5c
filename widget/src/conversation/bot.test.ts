import { beforeEach, expect, it } from 'vitest';
import { unknownBotWarning } from '../connection/warn-developer.ts';
import { createFakeStorage } from './fake-storage.ts';
import type { FakeTab } from './fake-tab.ts';
import { createFakeWorld } from './fake-world.ts';
import { useFakeTab } from './fake-tab-fixture.ts';

const here = useFakeTab();

let storage: FakeTab['world']['storage'];

beforeEach(() => {
  storage = createFakeStorage();
});

/** A chat with `bot` on a page of the visitor's. */
function chatWith(bot: string): FakeTab {
  return here.newTab(createFakeWorld(storage), {}, 'ko', { bot });
}

it('opens a session with each bot, asks for none where none is named, and finds each again', async () => {
  for (const bot of ['', 'banking', '', 'banking']) {
    const tab = chatWith(bot);
    tab.open();
    await tab.is('online');
    tab.close();
  }
  expect(here.service.sessionRequests.map(({ bot }) => bot)).toEqual([undefined, 'banking']);
});

it('shows and sends what waits to the bot to whom it was said', async () => {
  chatWith('').say('안녕');
  const bank = chatWith('banking');
  expect(bank.texts()).toEqual([]);
  bank.open();
  bank.say('잔액');
  await bank.shows('잔액', '잔액!');
  expect(here.service.frames.filter(({ type }) => type === 'message-send')).toHaveLength(1);
  expect(chatWith('').texts()).toEqual(['안녕']);
});

it('asks for the bot for a visitor for whom the site vouches, as well', async () => {
  const visitorToken = { visitorId: 'user-1', hmac: 'a'.repeat(64), expiresAt: Date.now() + 60_000 };
  const options = { bot: 'banking', visitorToken: () => visitorToken };
  const tab = here.newTab(createFakeWorld(storage), {}, 'ko', options);
  tab.open();
  await tab.is('online');
  expect(here.service.sessionRequests).toMatchObject([{ language: 'ko', bot: 'banking', visitorToken }]);
});

it('tells the visitor, and whoever made the page, of a bot that the service does not have, and does not go on asking for it', async () => {
  here.service.rules.refuses = { status: 404, code: 'bot-unknown' };
  const tab = chatWith('nobody');
  const id = tab.say('안녕');
  tab.open();
  await tab.is('offline');
  expect(tab.state).toMatchObject({ failure: 'bot-unknown', transcript: [{ id, state: 'failed' }] });
  tab.world.pass(3_600_000);
  expect(here.service.requests).toEqual(['POST /sessions']);
  expect(tab.world.warnings).toEqual([unknownBotWarning('nobody')]);
});
