import { expect, it, vi } from 'vitest';
import { createFakeWorld } from './fake-world.ts';
import { proofOf } from './proof-fixture.ts';
import { PATIENCE_MS } from './fake-tab.ts';
import { useFakeTab } from './fake-tab-fixture.ts';

const here = useFakeTab();

it('begins another conversation of a guest, with nothing of the one before', async () => {
  here.tab.open();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  here.service.rules.accepts = false;
  here.tab.say('unsent');
  here.service.clear();
  here.tab.beginAnew();
  expect(here.tab.texts()).toEqual([]);
  here.service.rules.accepts = true;
  here.tab.say('b');
  await here.tab.shows('b', 'b!');
  expect(here.service.sessionRequests.map(({ token }) => token)).toEqual(['', '']);
});

it('leaves the one conversation alone of a visitor for whom the site vouches', async () => {
  here.newTab(createFakeWorld(), {}, 'ko', { visitorToken: () => proofOf('alice') });
  here.tab.open();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  expect(() => here.tab.beginAnew()).toThrow(DOMException);
  expect(here.tab.texts()).toEqual(['a', 'a!']);
});

it('goes on talking in another conversation when the one before is over', async () => {
  here.tab.open();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  here.service.rules.ended.add('t1');
  here.service.rules.over.add('t1');
  here.service.drop();
  await vi.waitFor(() => {
    here.tab.world.pass(15_000);
    expect(here.tab.state.failure).toBe('session-invalid');
  }, PATIENCE_MS);
  here.service.clear();
  here.tab.say('b');
  await here.tab.shows('b', 'b!');
  expect(here.tab.state.failure).toBeNull();
});
