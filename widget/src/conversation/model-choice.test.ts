import { expect, it } from 'vitest';
import { createFakeStorage } from './fake-storage.ts';
import { createFakeWorld } from './fake-world.ts';
import { useFakeTab } from './fake-tab-fixture.ts';
import { createModelChoice } from './model-choice.ts';
import { proofOf } from './proof-fixture.ts';

const here = useFakeTab();

it('goes with each message from then on, also after a reload, in that tab alone [P3.12]', async () => {
  const world = createFakeWorld();
  const tab = here.newTab(world);
  tab.open();
  tab.say('a');
  await tab.shows('a', 'a!');
  tab.choice.choose('fast');
  tab.say('b');
  await tab.shows('a', 'a!', 'b', 'b!');
  tab.close();
  const reloaded = here.newTab(createFakeWorld(world.storage, world.tabStorage));
  reloaded.open();
  expect(reloaded.choice.model).toBe('fast');
  reloaded.say('c');
  await reloaded.shows('a', 'a!', 'b', 'b!', 'c', 'c!');
  reloaded.choice.choose();
  reloaded.say('d');
  await reloaded.shows('a', 'a!', 'b', 'b!', 'c', 'c!', 'd', 'd!');
  expect(here.newTab(createFakeWorld(world.storage)).choice.model).toBeUndefined();
  const sends = here.service.frames.filter(frame => frame.type === 'message-send');
  expect(sends.map(({ text, model }) => [text, model])).toEqual([
    ['a', undefined],
    ['b', 'fast'],
    ['c', 'fast'],
    ['d', undefined],
  ]);
});

it('leaves with its visitor', async () => {
  const world = createFakeWorld();
  const tab = here.newTab(world, {}, 'ko', { visitorToken: () => proofOf('alice') });
  tab.open();
  await tab.is('online');
  tab.choice.choose('fast');
  tab.logOut();
  expect(tab.choice.model).toBeUndefined();
  expect(world.tabStorage.keys()).toEqual([]);
});

it('is not taken over by whoever is signed in next, nor from a guest', async () => {
  const world = createFakeWorld();
  const guest = here.newTab(world);
  guest.choice.choose('guests');
  guest.close();
  const alice = here.newTab(world, {}, 'ko', { visitorToken: () => proofOf('alice') });
  expect(alice.choice.model).toBeUndefined();
  alice.open();
  await alice.is('online');
  alice.choice.choose('fast');
  alice.close();
  const bob = here.newTab(world, {}, 'ko', { visitorToken: () => proofOf('bob') });
  bob.open();
  bob.say('early');
  await bob.shows('early', 'early!');
  bob.say('late');
  await bob.shows('early', 'early!', 'late', 'late!');
  const sends = here.service.frames.filter(frame => frame.type === 'message-send');
  expect(sends.map(({ text, model }) => [text, model])).toEqual([
    ['early', undefined],
    ['late', undefined],
  ]);
});

it('is what it is now when a message is sent again', async () => {
  const tab = here.newTab();
  tab.open();
  await tab.is('online');
  here.service.rules.accepts = false;
  tab.choice.choose('broken');
  const messageId = tab.say('a');
  await expect.poll(() => here.service.frames.some(({ type }) => type === 'message-send')).toBe(true);
  here.service.tell({ type: 'failure', code: 'unavailable', messageId });
  await expect.poll(() => tab.state.transcript.at(-1)?.state).toBe('failed');
  here.service.rules.accepts = true;
  tab.choice.choose('usual');
  tab.retry(messageId);
  await tab.shows('a', 'a!');
  const sends = here.service.frames.filter(frame => frame.type === 'message-send');
  expect(sends.at(0)?.model).toBe('broken');
  expect(sends.at(-1)?.model).toBe('usual');
});

it('holds as long as the page where nothing may be kept', () => {
  const storage = createFakeStorage();
  const blocked = {
    ...storage,
    setItem: () => {
      throw new Error('blocked');
    },
    getItem: () => {
      throw new Error('blocked');
    },
  };
  const choice = createModelChoice(() => 'a', { tabStorage: blocked });
  choice.choose('fast');
  expect(choice.model).toBe('fast');
});
