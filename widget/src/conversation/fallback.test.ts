import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { messageEntry, replyEntry, startFakeService, type FakeService } from './fake-service.ts';
import { createFakeTab, type FakeTab } from './fake-tab.ts';
import { createFakeWorld } from './fake-world.ts';

let service: FakeService;
let tab: FakeTab;

beforeEach(async () => {
  service = await startFakeService();
  service.rules.sockets = 'refused';
  tab = createFakeTab(service);
});

afterEach(async () => {
  tab.close();
  await service.close();
});

const requests = (request: string) => service.requests.filter(made => made === request);

/** Opens where sockets are refused: the second try settles it. */
async function fallBack(): Promise<void> {
  const knocked = service.knocks;
  tab.open();
  await vi.waitFor(() => {
    expect(service.knocks).toBe(knocked + 1);
    expect(tab.world.left()).toMatchObject({ timers: 1, sockets: 0 });
  });
  tab.world.pass(1_000);
  await tab.is('fallback');
  expect(service.knocks).toBe(knocked + 2);
}

it('answers over HTTP where two sockets have failed [R10]', async () => {
  await fallBack();
  tab.say('a');
  tab.say('b');
  await tab.shows('a', 'a!', 'b', 'b!');
  expect(requests('POST /chat')).toHaveLength(2);
});

it('answers over HTTP where a socket does not open in three seconds [R10]', async () => {
  service.rules.sockets = 'held';
  tab.open();
  tab.say('a');
  await vi.waitFor(() => expect(tab.world.left().sockets).toBe(1));
  tab.world.pass(3_000);
  await tab.shows('a', 'a!');
  expect(tab.state.connection).toBe('fallback');
});

it('answers over HTTP in a browser without sockets, or on a page that forbids them', async () => {
  const forbids = function () {
    throw new DOMException('Refused to connect', 'SecurityError');
  } as unknown as typeof WebSocket;
  for (const socket of [null, forbids]) {
    tab.close();
    tab = createFakeTab(service, createFakeWorld(), { WebSocket: socket });
    tab.open();
    await vi.waitFor(() => {
      tab.world.pass(1_000);
      expect(tab.state.connection).toBe('fallback');
    });
    tab.say('a');
    await tab.shows('a', 'a!');
  }
});

it('takes the answer in one piece where streams are held back, and does not wait for the next one', async () => {
  service.rules.events = 'held';
  await fallBack();
  tab.say('a');
  await vi.waitFor(() => expect(requests('POST /chat')).toHaveLength(1));
  tab.world.pass(5_000);
  await tab.shows('a', 'a!');
  tab.say('b');
  await tab.shows('a', 'a!', 'b', 'b!');
  expect(requests('POST /chat')).toHaveLength(3);
});

it('takes the answer in one piece where a stream is cut off before it says a word', async () => {
  service.rules.events = 'refused';
  await fallBack();
  tab.say('a');
  await tab.shows('a', 'a!');
  tab.say('b');
  await tab.shows('a', 'a!', 'b', 'b!');
  expect(requests('POST /chat')).toHaveLength(3);
});

it('takes the rest in one piece when a stream breaks off', async () => {
  service.rules.events = 'broken';
  await fallBack();
  tab.say('abcdef');
  await tab.shows('abcdef', 'abcdef!');
});

it('takes the rest in one piece when a stream falls silent', async () => {
  service.rules.events = 'stalled';
  await fallBack();
  tab.say('abcdef');
  await vi.waitFor(() => expect(tab.texts()).toEqual(['abcdef', 'abcd']));
  // As long as an answer may be waited for to begin; a stream that has begun is given more.
  tab.world.pass(5_000);
  expect(requests('POST /chat')).toHaveLength(1);
  tab.world.pass(20_000);
  await tab.shows('abcdef', 'abcdef!');
});

it('looks for an answer that takes its time', async () => {
  service.rules.events = 'held';
  service.rules.answers = false;
  await fallBack();
  const id = tab.say('a');
  await vi.waitFor(() => expect(requests('POST /chat')).toHaveLength(1));
  tab.world.pass(5_000);
  await vi.waitFor(() => expect(requests(`GET /history/messages/${id}`)).toHaveLength(1));
  expect(tab.state.awaiting).toBe(id);
  service.store(replyEntry(id, 'a!'));
  await vi.waitFor(() => {
    tab.world.pass(1_500);
    expect(tab.texts()).toEqual(['a', 'a!']);
  });
});

it('shows a refusal on its message, and sends that again when asked to', async () => {
  await fallBack();
  service.rules.refuses = { status: 429, code: 'rate-limited' };
  const id = tab.say('a');
  await vi.waitFor(() => expect(tab.state.transcript[0]).toMatchObject({ state: 'failed', failure: 'rate-limited' }));
  service.rules.refuses = null;
  tab.retry(id);
  await tab.shows('a', 'a!');
});

it('renews a session that has ended', async () => {
  await fallBack();
  service.rules.ended.add('t1');
  tab.say('a');
  await tab.shows('a', 'a!');
  expect(requests('POST /sessions')).toHaveLength(2);
});

it('brings the reply to a message of an earlier visit', async () => {
  await fallBack();
  tab.close();
  const id = '0198c0de-0000-7000-8000-000000000001';
  service.store(messageEntry(id, 'a'));
  tab = createFakeTab(service, createFakeWorld(tab.world.storage));
  await fallBack();
  await tab.shows('a', 'a!');
});

it('is offline, and keeps what was said, when HTTP does not get through either', async () => {
  await fallBack();
  const { endpoint } = service;
  await service.close();
  tab.say('a');
  await tab.is('offline');
  expect(tab.state.transcript).toMatchObject([{ state: 'sending' }]);
  expect(tab.world.storage.keys()).toContain(`lex-chat:outbox:${endpoint}:ko`);
});

it('goes back to the socket when it can, and not by trying all the time', async () => {
  await fallBack();
  service.rules.sockets = 'open';
  tab.world.pass(600_000);
  expect(tab.state.connection).toBe('fallback');
  tab.world.comeBack();
  tab.world.pass(1_000);
  await tab.is('online');
  tab.say('a');
  await tab.shows('a', 'a!');
  expect(requests('POST /chat')).toEqual([]);
});

it('stops over HTTP', async () => {
  await fallBack();
  tab.stop('0198c0de-0000-7000-8000-000000000001.reply');
  await vi.waitFor(() => expect(requests('POST /chat/stop')).toHaveLength(1));
});

it('leaves no timer, listener or request when it is closed', async () => {
  service.rules.events = 'held';
  await fallBack();
  tab.say('a');
  await vi.waitFor(() => expect(requests('POST /chat')).toHaveLength(1));
  tab.close();
  await vi.waitFor(() => expect(tab.world.left()).toEqual({ timers: 0, listeners: 0, sockets: 0 }));
});
