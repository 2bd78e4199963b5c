import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unreachableWarning } from '../connection/warn-developer.ts';
import { startFakeService, type FakeService } from './fake-service.ts';
import { createFakeTab, type FakeTab } from './fake-tab.ts';
import { createFakeWorld } from './fake-world.ts';

let service: FakeService;
let tab: FakeTab;
/** What a page is told of an answer that does not allow its origin. */
let isRefused: boolean;
let isOnline: boolean;

beforeEach(async () => {
  service = await startFakeService();
  [isRefused, isOnline] = [true, true];
  const world = createFakeWorld();
  const fetch: FakeTab['world']['fetch'] = (url, request) =>
    isRefused ? Promise.reject(new TypeError('Failed to fetch')) : world.fetch(url, request);
  tab = createFakeTab(service, world, { fetch, isOnline: () => isOnline });
});

afterEach(async () => {
  tab.close();
  await service.close();
});

/** Lets the next try come, and waits until it has failed as well. */
async function tryAgain(): Promise<void> {
  tab.world.pass(60_000);
  await setImmediate();
}

it('tells the developer after one request why the chat may not be reached, once, and the visitor after three', async () => {
  tab.open();
  await setImmediate();
  expect(tab.state.connection).toBe('offline');
  expect(tab.world.warnings).toEqual([unreachableWarning(service.endpoint)]);
  await tryAgain();
  expect(tab.state.connection).toBe('offline');
  await tryAgain();
  expect(tab.state.connection).toBe('unreachable');
  isOnline = false;
  await tryAgain();
  expect(tab.state.connection).toBe('offline');
  isOnline = true;
  await tryAgain();
  expect(tab.state.connection).toBe('unreachable');
  expect(tab.world.warnings).toHaveLength(1);
});

it('blames no origin where there is no network, nor that of a page which the service has answered before', async () => {
  isOnline = false;
  tab.open();
  await setImmediate();
  await tryAgain();
  isRefused = false;
  tab.open();
  await tab.is('online');
  [isRefused, isOnline] = [true, true];
  expect(await tab.exportHistory()).toBeNull();
  expect(tab.world.warnings).toEqual([]);
});

it('keeps what was said meanwhile, and sends it once there is a way', async () => {
  tab.open();
  tab.say('a');
  await setImmediate();
  await tryAgain();
  await tryAgain();
  expect(tab.state).toMatchObject({ connection: 'unreachable', awaiting: null });
  isRefused = false;
  tab.open();
  await tab.shows('a', 'a!');
  expect(tab.state.connection).toBe('online');
});

it('names the service and the origin that it must allow', () => {
  const warning = unreachableWarning('https://chat.example.com', 'https://shop.example');
  expect(warning).toMatch(/https:\/\/chat\.example\.com.* https:\/\/shop\.example, must be among its allowed origins/);
  expect(unreachableWarning('', 'https://shop.example')).toContain('service at https://shop.example.');
});
