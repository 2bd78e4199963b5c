import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { unreachableWarning } from '../connection/warn-developer.ts';
import { type FakeTab } from './fake-tab.ts';
import { createFakeWorld } from './fake-world.ts';
import { useFakeTab } from './fake-tab-fixture.ts';

const here = useFakeTab();

/** What a page is told of an answer that does not allow its origin. */
let isRefused: boolean;
let isOnline: boolean;

beforeEach(() => {
  [isRefused, isOnline] = [true, true];
  const world = createFakeWorld();
  const fetch: FakeTab['world']['fetch'] = (url, request) =>
    isRefused ? Promise.reject(new TypeError('Failed to fetch')) : world.fetch(url, request);
  here.newTab(world, { fetch, isOnline: () => isOnline });
});

/** Lets the next try come, and waits until it has failed as well. */
async function tryAgain(): Promise<void> {
  here.tab.world.pass(60_000);
  await setImmediate();
}

it('tells the developer after one request why the chat may not be reached, once, and the visitor after three', async () => {
  here.tab.open();
  await setImmediate();
  expect(here.tab.state.connection).toBe('offline');
  expect(here.tab.world.warnings).toEqual([unreachableWarning(here.service.endpoint)]);
  await tryAgain();
  expect(here.tab.state.connection).toBe('offline');
  await tryAgain();
  expect(here.tab.state.connection).toBe('unreachable');
  isOnline = false;
  await tryAgain();
  expect(here.tab.state.connection).toBe('offline');
  isOnline = true;
  await tryAgain();
  expect(here.tab.state.connection).toBe('unreachable');
  expect(here.tab.world.warnings).toHaveLength(1);
});

it('blames no origin where there is no network, nor that of a page which the service has answered before', async () => {
  isOnline = false;
  here.tab.open();
  await setImmediate();
  await tryAgain();
  isRefused = false;
  here.tab.open();
  await here.tab.is('online');
  [isRefused, isOnline] = [true, true];
  expect(await here.tab.ask('/history/export')).toMatchObject({ ok: false, reached: false });
  expect(here.tab.world.warnings).toEqual([]);
});

it('keeps what was said meanwhile, and sends it once there is a way', async () => {
  here.tab.open();
  here.tab.say('a');
  await setImmediate();
  await tryAgain();
  await tryAgain();
  expect(here.tab.state).toMatchObject({ connection: 'unreachable', awaiting: null });
  isRefused = false;
  here.tab.open();
  await here.tab.shows('a', 'a!');
  expect(here.tab.state.connection).toBe('online');
});

it('names the service and the origin that it must allow', () => {
  const warning = unreachableWarning('https://chat.example.com', 'https://shop.example');
  expect(warning).toMatch(/https:\/\/chat\.example\.com.* https:\/\/shop\.example must be among its allowed origins/);
  expect(unreachableWarning('', 'https://shop.example')).toContain('service at https://shop.example.');
});
