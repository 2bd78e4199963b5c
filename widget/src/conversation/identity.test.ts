import { newMessageId } from '@lex-chat/protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ConversationOptions } from './conversation.ts';
import { messageEntry, replyEntry, SESSION_LIFE_MS, startFakeService, type FakeService } from './fake-service.ts';
import { createFakeTab, type FakeTab } from './fake-tab.ts';
import { createFakeWorld, type FakeWorld } from './fake-world.ts';
import { proofOf } from './proof-fixture.ts';
import type { VisitorTokenSource } from './site-visitor.ts';

const alice = proofOf('alice');
const bob = proofOf('bob');

let service: FakeService;
let world: FakeWorld;
let tab: FakeTab;
/** What the site says of its visitor at the moment. */
let visitorToken: VisitorTokenSource | null | undefined;

beforeEach(async () => {
  service = await startFakeService();
  world = createFakeWorld();
  visitorToken = undefined;
});

afterEach(async () => {
  tab.close();
  await service.close();
});

/** A page is loaded in the tab, and the chat on it opened. */
function load(options: Partial<ConversationOptions> = {}): void {
  tab = createFakeTab(service, createFakeWorld(world.storage, world.tabStorage), {}, 'ko', {
    visitorToken: () => visitorToken,
    ...options,
  });
  tab.open();
}

/** As the element does it when the site speaks of another visitor. */
function turnOver(options: Partial<ConversationOptions> = {}): void {
  expect(tab.isStillTheirs()).toBe(false);
  tab.makeWay();
  load(options);
}

const kept = () => [...world.storage.keys(), ...world.tabStorage.keys()];
const logOuts = () => service.requests.filter(request => request === 'DELETE /sessions').length;

it('asks for the session of whom the site vouches for, and keeps no token of it', async () => {
  visitorToken = async () => alice;
  load();
  tab.say('a');
  await tab.shows('a', 'a!');
  expect(tab.state.subject).toBe('alice');
  expect(service.sessionRequests).toEqual([{ language: 'ko', visitorToken: alice, token: '' }]);
  expect(kept()).toEqual([`lex-chat:owner:${service.endpoint}:`]);
});

it('shows what a signed visitor said on another device', async () => {
  const id = newMessageId();
  service.store(messageEntry(id, 'a'), replyEntry(id, 'a!'));
  visitorToken = alice;
  load();
  await tab.shows('a', 'a!');
});

it('asks the site again before the session ends', async () => {
  const asked = vi.fn(async () => alice);
  visitorToken = asked;
  load();
  await tab.is('online');
  tab.world.pass(SESSION_LIFE_MS - 60_000);
  service.drop();
  await vi.waitFor(() => {
    tab.world.pass(1_000);
    expect(asked).toHaveBeenCalledTimes(2);
  });
  await tab.is('online');
  expect(service.sessionRequests.map(request => request.visitorToken)).toEqual([alice, alice]);
});

it('renews by the session itself while the site has no newer proof than the one it gave', async () => {
  visitorToken = alice;
  load();
  await tab.is('online');
  tab.world.pass(SESSION_LIFE_MS - 60_000);
  service.drop();
  await vi.waitFor(() => {
    tab.world.pass(1_000);
    expect(service.sessionRequests).toHaveLength(2);
  });
  expect(service.sessionRequests[1]).toEqual({ language: 'ko', token: 't1' });
});

it('leaves nothing of who signed out: on the page at once, in storage, on the service', async () => {
  visitorToken = async () => alice;
  load();
  tab.say('a');
  await tab.shows('a', 'a!');
  service.rules.accepts = false;
  tab.say('unsent');
  visitorToken = undefined;
  expect(tab.isStillTheirs()).toBe(false);
  tab.makeWay();
  expect(tab.state).toMatchObject({ transcript: [], subject: null, connection: 'idle' });
  expect(kept()).toEqual([]);
  await vi.waitFor(() => expect(logOuts()).toBe(1));
  await vi.waitFor(() => expect(tab.world.left()).toEqual({ timers: 0, listeners: 0, sockets: 0 }));
});

it('leaves nothing either where the site signs out by loading another page', async () => {
  visitorToken = alice;
  load();
  await tab.is('online');
  service.rules.accepts = false;
  tab.say('unsent');
  tab.close();
  expect(kept()).toContain(`lex-chat:outbox:${service.endpoint}:ko:signed`);
  visitorToken = undefined;
  load();
  expect(tab.texts()).toEqual([]);
  expect(kept()).toEqual([]);
});

it('keeps what a signed visitor could not send, over a reload, for them alone', async () => {
  visitorToken = alice;
  service.rules.accepts = false;
  load();
  await tab.is('online');
  tab.say('a');
  tab.close();
  service.rules.accepts = true;
  load();
  await tab.shows('a', 'a!');
  service.rules.accepts = false;
  tab.say('b');
  tab.close();
  service.clear();
  visitorToken = bob;
  load();
  await vi.waitFor(() => expect(tab.state.subject).toBe('bob'));
  await tab.is('online');
  expect(tab.texts()).toEqual([]);
  expect(JSON.stringify(kept().map(key => world.tabStorage.getItem(key)))).not.toContain('"b"');
});

it('gives way to another visitor of the same site', async () => {
  visitorToken = alice;
  load();
  tab.say('a');
  await tab.shows('a', 'a!');
  service.clear();
  visitorToken = bob;
  turnOver();
  await vi.waitFor(() => expect(tab.state).toMatchObject({ subject: 'bob', history: 'loaded', transcript: [] }));
  expect(logOuts()).toBe(1);
});

it('gives way to another visitor of whom it learns when it asks', async () => {
  let who = alice;
  visitorToken = async () => who;
  load();
  tab.say('a');
  await tab.shows('a', 'a!');
  service.clear();
  who = bob;
  tab.world.pass(SESSION_LIFE_MS);
  service.drop();
  await vi.waitFor(() => {
    tab.world.pass(1_000);
    expect(tab.state).toMatchObject({ subject: 'bob', history: 'loaded', transcript: [], connection: 'online' });
  });
  tab.say('b');
  await tab.shows('b', 'b!');
});

it('says that nobody is signed in when the site says so, and goes on when somebody is', async () => {
  let who: string | undefined = alice;
  visitorToken = async () => who;
  load();
  tab.say('a');
  await tab.shows('a', 'a!');
  who = undefined;
  tab.world.pass(SESSION_LIFE_MS);
  service.drop();
  await vi.waitFor(() => {
    tab.world.pass(1_000);
    expect(tab.state).toMatchObject({ failure: 'visitor-refused', transcript: [], connection: 'idle' });
  });
  expect(kept()).toEqual([]);
  who = alice;
  tab.open();
  await tab.shows('a', 'a!');
  expect(tab.state.failure).toBeNull();
});

it('tries again when the server of the site is out of reach', async () => {
  const asked = vi.fn(async () => alice).mockRejectedValueOnce(new TypeError('Failed to fetch'));
  visitorToken = asked;
  load();
  await tab.is('offline');
  await vi.waitFor(() => {
    tab.world.pass(15_000);
    expect(tab.state.connection).toBe('online');
  });
  expect(tab.state.subject).toBe('alice');
});

it('takes along what a guest said, with both proofs, and what they could not send [P8.5]', async () => {
  load();
  tab.say('a');
  await tab.shows('a', 'a!');
  service.rules.accepts = false;
  tab.say('unsent');
  service.rules.accepts = true;
  visitorToken = alice;
  turnOver({ keepGuest: true });
  await tab.shows('a', 'a!', 'unsent', 'unsent!');
  expect(service.sessionRequests[1]).toEqual({ language: 'ko', visitorToken: alice, keep: true, token: 't1' });
  expect(logOuts()).toBe(0);
  expect(kept()).toEqual([`lex-chat:owner:${service.endpoint}:`]);
});

it('leaves what a guest said apart unless the page wants it along', async () => {
  load();
  await tab.is('online');
  visitorToken = alice;
  turnOver();
  await tab.is('online');
  expect(service.sessionRequests[1]).toEqual({ language: 'ko', visitorToken: alice, token: '' });
});

it('signs in without what the guest said where that session is over', async () => {
  load();
  await tab.is('online');
  service.rules.over.add('t1');
  visitorToken = alice;
  turnOver({ keepGuest: true });
  await tab.is('online');
  expect(service.sessionRequests.slice(1).map(({ keep, token }) => [keep, token])).toEqual([
    [true, 't1'],
    [undefined, ''],
  ]);
});

it('keeps a guest for the tab, or for the browser, as the page wants it', async () => {
  load({ policy: 'tab' });
  await tab.is('online');
  expect([world.storage.keys(), world.tabStorage.keys()]).toEqual([[], [`lex-chat:session:${service.endpoint}:ko`]]);
  tab.close();
  load({ policy: 'browser' });
  await tab.is('online');
  expect(world.storage.keys()).toEqual([`lex-chat:session:${service.endpoint}:ko`]);
});

it('opens nothing for a guest where there are to be none', async () => {
  load({ policy: 'user' });
  await vi.waitFor(() => expect(tab.state.failure).toBe('visitor-refused'));
  tab.say('a');
  await vi.waitFor(() => expect(tab.state.transcript).toMatchObject([{ state: 'failed' }]));
  expect([service.requests, kept()]).toEqual([[], []]);
  visitorToken = alice;
  turnOver({ policy: 'user' });
  await tab.is('online');
});

it('tells a guest whose session was ended, and begins another conversation when asked to', async () => {
  load();
  tab.say('a');
  await tab.shows('a', 'a!');
  service.rules.ended.add('t1');
  service.rules.over.add('t1');
  service.drop();
  await vi.waitFor(() => {
    tab.world.pass(15_000);
    expect(tab.state.failure).toBe('session-invalid');
  });
  expect(tab.texts()).toEqual(['a', 'a!']);
  tab.say('b');
  service.clear();
  tab.open();
  await tab.shows('b', 'b!');
  expect(tab.state.failure).toBeNull();
});
