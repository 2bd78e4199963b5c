import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startFakeService, type FakeService } from './fake-service.ts';
import { createFakeTab, type FakeTab } from './fake-tab.ts';
import { createFakeWorld } from './fake-world.ts';

let service: FakeService;
let storage: FakeTab['world']['storage'];
let tab: FakeTab;

beforeEach(async () => {
  service = await startFakeService();
  tab = createFakeTab(service);
  ({ storage } = tab.world);
});

afterEach(async () => {
  tab.close();
  await service.close();
});

/** The visitor turns to a page in `language`. */
function turnTo(language: string): void {
  tab.close();
  tab = createFakeTab(service, createFakeWorld(storage), {}, language);
}

it('begins another conversation in another language, and finds the first one again', async () => {
  tab.open();
  await tab.is('online');
  turnTo('en-GB');
  tab.open();
  await tab.is('online');
  turnTo('ko-KR');
  tab.open();
  await tab.is('online');
  expect(service.sessionRequests.map(({ language }) => language)).toEqual(['ko', 'en-GB']);
});

it('shows and sends what waits in the language in which it was said', async () => {
  tab.say('안녕');
  turnTo('en');
  expect(tab.texts()).toEqual([]);
  tab.open();
  tab.say('hello');
  await tab.shows('hello', 'hello!');
  expect(service.frames.filter(({ type }) => type === 'message-send')).toHaveLength(1);
  turnTo('ko');
  expect(tab.texts()).toEqual(['안녕']);
  tab.open();
  await vi.waitFor(() => expect(tab.texts()).toContain('안녕!'));
});
