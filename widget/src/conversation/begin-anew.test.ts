import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startFakeService, type FakeService } from './fake-service.ts';
import { createFakeTab, type FakeTab } from './fake-tab.ts';
import { createFakeWorld } from './fake-world.ts';
import { proofOf } from './proof-fixture.ts';

let service: FakeService;
let tab: FakeTab;

beforeEach(async () => {
  service = await startFakeService();
});

afterEach(async () => {
  tab.close();
  await service.close();
});

it('begins another conversation of a guest, with nothing of the one before', async () => {
  tab = createFakeTab(service);
  tab.open();
  tab.say('a');
  await tab.shows('a', 'a!');
  service.rules.accepts = false;
  tab.say('unsent');
  service.clear();
  tab.beginAnew();
  expect(tab.texts()).toEqual([]);
  service.rules.accepts = true;
  tab.say('b');
  await tab.shows('b', 'b!');
  expect(service.sessionRequests.map(({ token }) => token)).toEqual(['', '']);
});

it('leaves the one conversation alone of a visitor for whom the site vouches', async () => {
  tab = createFakeTab(service, createFakeWorld(), {}, 'ko', { visitorToken: () => proofOf('alice') });
  tab.open();
  tab.say('a');
  await tab.shows('a', 'a!');
  expect(() => tab.beginAnew()).toThrow(DOMException);
  expect(tab.texts()).toEqual(['a', 'a!']);
});

it('goes on talking in another conversation when the one before is over', async () => {
  tab = createFakeTab(service);
  tab.open();
  tab.say('a');
  await tab.shows('a', 'a!');
  service.rules.ended.add('t1');
  service.rules.over.add('t1');
  service.drop();
  await vi.waitFor(() => {
    tab.world.pass(15_000);
    expect(tab.state.failure).toBe('session-invalid');
  });
  service.clear();
  tab.say('b');
  await tab.shows('b', 'b!');
  expect(tab.state.failure).toBeNull();
});
