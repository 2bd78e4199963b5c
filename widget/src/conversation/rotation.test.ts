import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { messageEntry, replyEntry, startFakeService, type FakeService } from './fake-service.ts';
import { createFakeTab, type FakeTab } from './fake-tab.ts';

let service: FakeService;
let tab: FakeTab;

beforeEach(async () => {
  service = await startFakeService();
  tab = createFakeTab(service);
});

afterEach(async () => {
  tab.close();
  await service.close();
});

async function open(): Promise<void> {
  tab.open();
  await tab.is('online');
}

it('opens the next socket before the time of one is over, with nothing to see of it [R6]', async () => {
  await open();
  const seen = new Set<string>();
  tab.subscribe(() => seen.add(`${tab.state.connection} ${tab.state.failure}`));
  tab.say('a');
  await tab.shows('a', 'a!');
  for (let round = 1; round <= 3; round++) {
    // Chance, which is fixed here, takes ten minutes before the two hours are over.
    tab.world.pass(110 * 60_000 - 1);
    expect(service.knocks).toBe(round);
    tab.world.pass(1);
    await vi.waitFor(() => expect([service.knocks, service.sockets.size]).toEqual([round + 1, 1]));
    await vi.waitFor(() => expect(service.frames.at(-1)?.type).toBe('conversation-resume'));
  }
  tab.say('b');
  await tab.shows('a', 'a!', 'b', 'b!');
  expect([...seen]).toEqual(['online null']);
});

it('loses nothing that is said or answered while one socket takes the place of another [R6]', async () => {
  await open();
  service.rules.accepts = false;
  const id = tab.say('a');
  await vi.waitFor(() => expect(service.frames.some(({ type }) => type === 'message-send')).toBe(true));
  service.rules.accepts = true;
  tab.world.pass(4_000);
  // Stored and answered on the way from the one to the other.
  service.store(messageEntry(id, 'a'), replyEntry(id, 'a!'));
  for (let minute = 0; minute < 120 && service.knocks < 2; minute++) tab.world.pass(60_000);
  await tab.shows('a', 'a!');
});

it('keeps its socket where the next one does not open, and tries again', async () => {
  await open();
  service.rules.sockets = 'refused';
  tab.world.pass(110 * 60_000);
  await vi.waitFor(() => expect(service.knocks).toBe(2));
  await vi.waitFor(() => expect(tab.world.left().sockets).toBe(1));
  expect(tab.state.connection).toBe('online');
  service.rules.sockets = 'open';
  tab.world.pass(60_000);
  await vi.waitFor(() => expect([service.knocks, service.sockets.size]).toEqual([3, 1]));
});

it('takes another socket before its session ends', async () => {
  service.rules.sessionLifeMs = 1_800_000;
  await open();
  tab.world.pass(1_800_000 - 30_000);
  await vi.waitFor(() => expect([service.knocks, service.sockets.size]).toEqual([2, 1]));
  expect(service.sessionRequests).toHaveLength(2);
  expect(tab.state.connection).toBe('online');
});
