import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { messageEntry, replyEntry, startFakeService, type FakeService } from './fake-service.ts';
import { createFakeTab, type FakeTab } from './fake-tab.ts';

const M1 = '0198c0de-0000-7000-8000-000000000001';
const M2 = '0198c0de-0000-7000-8000-000000000002';

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

const isHeard = (count: number) =>
  vi.waitFor(() => expect(service.frames.filter(({ type }) => type === 'message-send')).toHaveLength(count));

it('leaves no socket, timer or listener when it closes, and may open again at once', async () => {
  tab.open();
  tab.close();
  tab.open();
  await tab.is('online');
  tab.say('a');
  await tab.shows('a', 'a!');
  service.rules.accepts = false;
  tab.say('b');
  await isHeard(2);
  tab.close();
  expect(tab.state.connection).toBe('idle');
  await vi.waitFor(() => expect(tab.world.left()).toEqual({ timers: 0, listeners: 0, sockets: 0 }));
});

it('leaves nothing when it closes while the socket opens', async () => {
  service.rules.sockets = 'held';
  tab.open();
  await vi.waitFor(() => expect(tab.world.left().sockets).toBe(1));
  tab.close();
  await vi.waitFor(() => expect(tab.world.left()).toEqual({ timers: 0, listeners: 0, sockets: 0 }));
});

it('is deaf, once closed, to what was still on its way', async () => {
  tab.open();
  await tab.is('online');
  tab.close();
  service.store(messageEntry(M1, 'a'), replyEntry(M1, 'a!'));
  // The network's answer comes however late, and whether or not it was given up.
  let answer: (response: Response) => void = () => {};
  tab = createFakeTab(service, tab.world, { fetch: () => new Promise(resolve => (answer = resolve)) });
  tab.open();
  await vi.waitFor(() => expect(tab.state.history).toBe('loading'));
  tab.close();
  const read = vi.fn(async () => JSON.stringify({ entries: service.entries, before: null }));
  answer({ ok: true, text: read } as unknown as Response);
  await vi.waitFor(() => expect(read).toHaveBeenCalled());
  await new Promise(setImmediate);
  expect(tab.state).toMatchObject({ transcript: [], history: 'unloaded', connection: 'idle' });
});

it('tells, when it is opened again, what was said meanwhile', async () => {
  tab.open();
  tab.say('a');
  await tab.shows('a', 'a!');
  tab.close();
  service.store(messageEntry(M2, 'b'), replyEntry(M2, 'b!'));
  tab.open();
  await tab.shows('a', 'a!', 'b', 'b!');
});
