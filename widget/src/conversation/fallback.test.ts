import { beforeEach, expect, it, vi } from 'vitest';
import { messageEntry, replyEntry } from './fake-service.ts';
import { createFakeWorld } from './fake-world.ts';
import { PATIENCE_MS } from './fake-tab.ts';
import { useFakeTab } from './fake-tab-fixture.ts';

const here = useFakeTab();

beforeEach(() => {
  here.service.rules.sockets = 'refused';
});

const requests = (request: string) => here.service.requests.filter(made => made === request);

/** Opens where sockets are refused: the second try settles it. */
async function fallBack(): Promise<void> {
  const knocked = here.service.knocks;
  here.tab.open();
  await vi.waitFor(() => {
    expect(here.service.knocks).toBe(knocked + 1);
    expect(here.tab.world.left()).toMatchObject({ timers: 1, sockets: 0 });
  }, PATIENCE_MS);
  here.tab.world.pass(1_000);
  await here.tab.is('fallback');
  expect(here.service.knocks).toBe(knocked + 2);
}

/** Lets time pass, a second at a time, until the way to the service is that one. */
function passUntil(connection: string): Promise<void> {
  return vi.waitFor(() => {
    here.tab.world.pass(1_000);
    expect(here.tab.state.connection).toBe(connection);
  }, PATIENCE_MS);
}

it('answers over HTTP where two sockets have failed [R10]', async () => {
  await fallBack();
  here.tab.say('a');
  here.tab.say('b');
  await here.tab.shows('a', 'a!', 'b', 'b!');
  expect(requests('POST /chat')).toHaveLength(2);
});

it('answers over HTTP where a socket does not open in three seconds [R10]', async () => {
  here.service.rules.sockets = 'held';
  here.tab.open();
  here.tab.say('a');
  await expect.poll(() => here.tab.world.left().sockets).toBe(1);
  here.tab.world.pass(3_000);
  await here.tab.shows('a', 'a!');
  expect(here.tab.state.connection).toBe('fallback');
});

it('goes over to a socket that opens late, and shows an answer that comes both ways once [R10]', async () => {
  here.service.rules.sockets = 'held';
  here.service.rules.events = 'stalled';
  here.tab.open();
  here.tab.say('a');
  await expect.poll(() => here.tab.world.left().sockets).toBe(1);
  here.tab.world.pass(3_000);
  await expect.poll(() => here.tab.state.transcript.at(-1)).toMatchObject({ state: 'streaming' });
  here.service.letIn();
  await here.tab.is('online');
  here.tab.say('b');
  await here.tab.shows('a', 'a!', 'b', 'b!');
  expect(here.service.knocks).toBe(1);
  expect(here.service.frames).toContainEqual(expect.objectContaining({ type: 'message-send', text: 'b' }));
});

it('answers over HTTP where sockets are blocked after a while, and goes back to one that is let through', async () => {
  here.service.rules.sockets = 'open';
  await here.open();
  here.service.rules.sockets = 'refused';
  here.service.drop();
  await passUntil('fallback');
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  expect(requests('POST /chat')).toHaveLength(1);
  here.service.rules.sockets = 'open';
  await passUntil('online');
  here.tab.say('b');
  await here.tab.shows('a', 'a!', 'b', 'b!');
  expect(requests('POST /chat')).toHaveLength(1);
});

it('answers over HTTP in a browser without sockets, or on a page that forbids them', async () => {
  const forbids = function () {
    throw new DOMException('Refused to connect', 'SecurityError');
  } as unknown as typeof WebSocket;
  for (const socket of [null, forbids]) {
    here.tab.close();
    here.newTab(createFakeWorld(), { WebSocket: socket });
    here.tab.open();
    await passUntil('fallback');
    here.tab.say('a');
    await here.tab.shows('a', 'a!');
  }
});

it('takes the answer in one piece where streams are held back, and does not wait for the next one', async () => {
  here.service.rules.events = 'held';
  await fallBack();
  here.tab.say('a');
  await expect.poll(() => requests('POST /chat')).toHaveLength(1);
  here.tab.world.pass(5_000);
  await here.tab.shows('a', 'a!');
  here.tab.say('b');
  await here.tab.shows('a', 'a!', 'b', 'b!');
  expect(requests('POST /chat')).toHaveLength(3);
});

it('takes the answer in one piece where a stream is cut off before it says a word', async () => {
  here.service.rules.events = 'refused';
  await fallBack();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  here.tab.say('b');
  await here.tab.shows('a', 'a!', 'b', 'b!');
  expect(requests('POST /chat')).toHaveLength(3);
});

it('takes the rest in one piece when a stream breaks off', async () => {
  here.service.rules.events = 'broken';
  await fallBack();
  here.tab.say('abcdef');
  await here.tab.shows('abcdef', 'abcdef!');
});

it('takes the rest in one piece when a stream falls silent', async () => {
  here.service.rules.events = 'stalled';
  await fallBack();
  here.tab.say('abcdef');
  await expect.poll(() => here.tab.texts()).toEqual(['abcdef', 'abcd']);
  // As long as an answer may be waited for to begin; a stream that has begun is given more.
  here.tab.world.pass(5_000);
  expect(requests('POST /chat')).toHaveLength(1);
  here.tab.world.pass(20_000);
  await here.tab.shows('abcdef', 'abcdef!');
});

it('looks for an answer that takes its time', async () => {
  here.service.rules.events = 'held';
  here.service.rules.answers = false;
  await fallBack();
  const id = here.tab.say('a');
  await expect.poll(() => requests('POST /chat')).toHaveLength(1);
  here.tab.world.pass(5_000);
  await expect.poll(() => requests(`GET /history/messages/${id}`)).toHaveLength(1);
  expect(here.tab.state.awaiting).toBe(id);
  here.service.store(replyEntry(id, 'a!'));
  await vi.waitFor(() => {
    here.tab.world.pass(1_500);
    expect(here.tab.texts()).toEqual(['a', 'a!']);
  }, PATIENCE_MS);
});

it('shows a refusal on its message, and sends that again when asked to', async () => {
  await fallBack();
  here.service.rules.refuses = { status: 429, code: 'rate-limited' };
  const id = here.tab.say('a');
  await expect.poll(() => here.tab.state.transcript[0]).toMatchObject({ state: 'failed', failure: 'rate-limited' });
  here.service.rules.refuses = null;
  here.tab.retry(id);
  await here.tab.shows('a', 'a!');
});

it('renews a session that has ended', async () => {
  await fallBack();
  here.service.rules.ended.add('t1');
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  expect(requests('POST /sessions')).toHaveLength(2);
});

it('brings the reply to a message of an earlier visit', async () => {
  await fallBack();
  here.tab.close();
  const id = '0198c0de-0000-7000-8000-000000000001';
  here.service.store(messageEntry(id, 'a'));
  here.newTab(createFakeWorld(here.tab.world.storage));
  await fallBack();
  await here.tab.shows('a', 'a!');
});

it('is offline, and keeps what was said, when HTTP does not get through either', async () => {
  await fallBack();
  const { endpoint } = here.service;
  await here.service.close();
  here.tab.say('a');
  await here.tab.is('offline');
  expect(here.tab.state.transcript).toMatchObject([{ state: 'sending' }]);
  expect(here.tab.world.storage.keys()).toContain(`lex-chat:outbox:${endpoint}:ko`);
});

it('goes back to the socket when it can, and not by trying all the time', async () => {
  await fallBack();
  here.service.rules.sockets = 'open';
  here.tab.world.pass(600_000);
  expect(here.tab.state.connection).toBe('fallback');
  here.tab.world.comeBack();
  here.tab.world.pass(1_000);
  await here.tab.is('online');
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  expect(requests('POST /chat')).toEqual([]);
});

it('stops over HTTP', async () => {
  await fallBack();
  here.tab.stop('0198c0de-0000-7000-8000-000000000001.reply');
  await expect.poll(() => requests('POST /chat/stop')).toHaveLength(1);
});

it('leaves no timer, listener or request when it is closed', async () => {
  here.service.rules.events = 'held';
  await fallBack();
  here.tab.say('a');
  await expect.poll(() => requests('POST /chat')).toHaveLength(1);
  here.tab.close();
  await expect.poll(() => here.tab.world.left()).toEqual({ timers: 0, listeners: 0, sockets: 0 });
});
