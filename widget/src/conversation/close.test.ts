import { expect, it, vi } from 'vitest';
import { messageEntry, replyEntry } from './fake-service.ts';
import { useFakeTab } from './fake-tab-fixture.ts';

const here = useFakeTab();

const M1 = '0198c0de-0000-7000-8000-000000000001';
const M2 = '0198c0de-0000-7000-8000-000000000002';

const isHeard = (count: number) =>
  expect.poll(() => here.service.frames.filter(({ type }) => type === 'message-send')).toHaveLength(count);

it('leaves no socket, timer or listener when it closes, and may open again at once', async () => {
  here.tab.open();
  here.tab.close();
  here.tab.open();
  await here.tab.is('online');
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  here.service.rules.accepts = false;
  here.tab.say('b');
  await isHeard(2);
  here.tab.close();
  expect(here.tab.state.connection).toBe('idle');
  await expect.poll(() => here.tab.world.left()).toEqual({ timers: 0, listeners: 0, sockets: 0 });
});

it('leaves nothing when it closes while the socket opens', async () => {
  here.service.rules.sockets = 'held';
  here.tab.open();
  await expect.poll(() => here.tab.world.left().sockets).toBe(1);
  here.tab.close();
  await expect.poll(() => here.tab.world.left()).toEqual({ timers: 0, listeners: 0, sockets: 0 });
});

it('is deaf, once closed, to what was still on its way', async () => {
  here.tab.open();
  await here.tab.is('online');
  here.tab.close();
  here.service.store(messageEntry(M1, 'a'), replyEntry(M1, 'a!'));
  // The network's answer comes however late, and whether or not it was given up.
  let answer: ((response: Response) => void) | undefined;
  here.newTab(here.tab.world, { fetch: () => new Promise(resolve => (answer = resolve)) });
  here.tab.open();
  expect(here.tab.state.history).toBe('loading');
  await expect.poll(() => answer).toBeDefined();
  here.tab.close();
  const read = vi.fn(async () => JSON.stringify({ entries: here.service.entries, before: null }));
  answer!({ ok: true, text: read } as unknown as Response);
  await expect.poll(() => read).toHaveBeenCalled();
  await new Promise(setImmediate);
  expect(here.tab.state).toMatchObject({ transcript: [], history: 'unloaded', connection: 'idle' });
});

it('tells, when it is opened again, what was said meanwhile', async () => {
  here.tab.open();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  here.tab.close();
  here.service.store(messageEntry(M2, 'b'), replyEntry(M2, 'b!'));
  here.tab.open();
  await here.tab.shows('a', 'a!', 'b', 'b!');
});
