import { expect, it } from 'vitest';
import { messageEntry, replyEntry } from './fake-service.ts';
import { useFakeTab } from './fake-tab-fixture.ts';

const here = useFakeTab();

it('opens the next socket before the time of one is over, with nothing to see of it [R6]', async () => {
  await here.open();
  const seen = new Set<string>();
  here.tab.subscribe(() => seen.add(`${here.tab.state.connection} ${here.tab.state.failure}`));
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  for (let round = 1; round <= 3; round++) {
    // Chance, which is fixed here, takes ten minutes before the two hours are over.
    here.tab.world.pass(110 * 60_000 - 1);
    expect(here.service.knocks).toBe(round);
    here.tab.world.pass(1);
    await expect.poll(() => [here.service.knocks, here.service.sockets.size]).toEqual([round + 1, 1]);
    await expect.poll(() => here.service.frames.at(-1)?.type).toBe('conversation-resume');
  }
  here.tab.say('b');
  await here.tab.shows('a', 'a!', 'b', 'b!');
  expect([...seen]).toEqual(['online null']);
});

it('loses nothing that is said or answered while one socket takes the place of another [R6]', async () => {
  await here.open();
  here.service.rules.accepts = false;
  const id = here.tab.say('a');
  await expect.poll(() => here.service.frames.some(({ type }) => type === 'message-send')).toBe(true);
  here.service.rules.accepts = true;
  here.tab.world.pass(4_000);
  // Stored and answered on the way from the one to the other.
  here.service.store(messageEntry(id, 'a'), replyEntry(id, 'a!'));
  for (let minute = 0; minute < 120 && here.service.knocks < 2; minute++) here.tab.world.pass(60_000);
  await here.tab.shows('a', 'a!');
});

it('keeps its socket where the next one does not open, and tries again', async () => {
  await here.open();
  here.service.rules.sockets = 'refused';
  here.tab.world.pass(110 * 60_000);
  await expect.poll(() => here.service.knocks).toBe(2);
  await expect.poll(() => here.tab.world.left().sockets).toBe(1);
  expect(here.tab.state.connection).toBe('online');
  here.service.rules.sockets = 'open';
  here.tab.world.pass(60_000);
  await expect.poll(() => [here.service.knocks, here.service.sockets.size]).toEqual([3, 1]);
});

it('takes another socket before its session ends', async () => {
  here.service.rules.sessionLifeMs = 1_800_000;
  await here.open();
  here.tab.world.pass(1_800_000 - 30_000);
  await expect.poll(() => [here.service.knocks, here.service.sockets.size]).toEqual([2, 1]);
  expect(here.service.sessionRequests).toHaveLength(2);
  expect(here.tab.state.connection).toBe('online');
});
