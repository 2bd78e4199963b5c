import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startFakeService, type FakeService } from './fake-service.ts';
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

it('does not ask again before the service wants to be asked [R5]', async () => {
  service.rules.refuses = { status: 429, code: 'rate-limited', retryAfterMs: 30_000 };
  tab.open();
  tab.say('a');
  await tab.is('offline');
  const asked = service.requests.length;
  service.rules.refuses = null;
  tab.world.comeBack();
  tab.say('b');
  tab.world.pass(29_999);
  expect(service.requests).toHaveLength(asked);
  tab.world.pass(1_001);
  await tab.shows('a', 'a!', 'b', 'b!');
});

it('waits as long as the service asks for before it sends a message again, and those behind it [R7]', async () => {
  await open();
  service.rules.rate = { retryAfterMs: 2_000, left: 1 };
  const texts = ['a', 'b', 'c'];
  for (const text of texts) tab.say(text);
  await vi.waitFor(() => expect(tab.texts()).toContain('a!'));
  await vi.waitFor(() => expect(tab.state.awaiting).toBeNull());
  const sent = () => service.frames.filter(({ type }) => type === 'message-send').length;
  expect([sent(), tab.state.failure]).toEqual([2, null]);
  tab.world.pass(1_999);
  expect(sent()).toBe(2);
  service.rules.rate = null;
  tab.world.pass(1);
  await tab.shows('a', 'a!', 'b', 'b!', 'c', 'c!');
});

it('tells the visitor when the service wants to be left alone for long', async () => {
  await open();
  service.rules.rate = { retryAfterMs: 3_600_000, left: 0 };
  tab.say('a');
  await vi.waitFor(() => expect(tab.state.transcript).toMatchObject([{ state: 'failed', failure: 'rate-limited' }]));
});
