import { expect, it } from 'vitest';
import { createFakeWorld } from './fake-world.ts';
import { useFakeTab } from './fake-tab-fixture.ts';

const here = useFakeTab();

/** The visitor turns to a page in `language`. */
function turnTo(language: string): void {
  const { storage } = here.tab.world;
  here.tab.close();
  here.newTab(createFakeWorld(storage), {}, language);
}

it('begins another conversation in another language, and finds the first one again', async () => {
  here.tab.open();
  await here.tab.is('online');
  turnTo('en-GB');
  here.tab.open();
  await here.tab.is('online');
  turnTo('ko-KR');
  here.tab.open();
  await here.tab.is('online');
  expect(here.service.sessionRequests.map(({ language }) => language)).toEqual(['ko', 'en-GB']);
});

it('shows and sends what waits in the language in which it was said', async () => {
  here.tab.say('안녕');
  turnTo('en');
  expect(here.tab.texts()).toEqual([]);
  here.tab.open();
  here.tab.say('hello');
  await here.tab.shows('hello', 'hello!');
  expect(here.service.frames.filter(({ type }) => type === 'message-send')).toHaveLength(1);
  turnTo('ko');
  expect(here.tab.texts()).toEqual(['안녕']);
  here.tab.open();
  await expect.poll(() => here.tab.texts()).toContain('안녕!');
});
