import { newMessageId } from '@lex-chat/protocol';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ConversationOptions } from './conversation.ts';
import { messageEntry, replyEntry, SESSION_LIFE_MS } from './fake-service.ts';
import { createFakeWorld, type FakeWorld } from './fake-world.ts';
import { proofOf } from './proof-fixture.ts';
import type { VisitorTokenSource } from './site-visitor.ts';
import { PATIENCE_MS } from './fake-tab.ts';
import { useFakeTab } from './fake-tab-fixture.ts';

const here = useFakeTab();

const alice = proofOf('alice');
const bob = proofOf('bob');
let world: FakeWorld;
/** What the site says of its visitor at the moment. */
let visitorToken: VisitorTokenSource | null | undefined;

beforeEach(() => {
  world = createFakeWorld();
  visitorToken = undefined;
});

/** A page is loaded in the tab, and the chat on it opened. */
function load(options: Partial<ConversationOptions> = {}): void {
  here.newTab(createFakeWorld(world.storage, world.tabStorage), {}, 'ko', {
    visitorToken: () => visitorToken,
    ...options,
  });
  here.tab.open();
}

/** As the element does it when the site speaks of another visitor. */
function turnOver(options: Partial<ConversationOptions> = {}): void {
  expect(here.tab.isStillTheirs()).toBe(false);
  here.tab.makeWay();
  load(options);
}

const kept = () => [...world.storage.keys(), ...world.tabStorage.keys()];
const logOuts = () => here.service.requests.filter(request => request === 'DELETE /sessions').length;

it('asks for the session of whom the site vouches for, and keeps no token of it', async () => {
  visitorToken = async () => alice;
  load();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  expect(here.tab.state.subject).toBe('alice');
  expect(here.service.sessionRequests).toEqual([{ language: 'ko', visitorToken: alice, token: '' }]);
  expect(kept()).toEqual([`lex-chat:owner:${here.service.endpoint}:`]);
});

it('shows what a signed visitor said on another device', async () => {
  const id = newMessageId();
  here.service.store(messageEntry(id, 'a'), replyEntry(id, 'a!'));
  visitorToken = alice;
  load();
  await here.tab.shows('a', 'a!');
});

it('asks the site again before the session ends', async () => {
  const asked = vi.fn(async () => alice);
  visitorToken = asked;
  load();
  await here.tab.is('online');
  here.tab.world.pass(SESSION_LIFE_MS - 60_000);
  here.service.drop();
  await vi.waitFor(() => {
    here.tab.world.pass(1_000);
    expect(asked).toHaveBeenCalledTimes(2);
  }, PATIENCE_MS);
  await here.tab.is('online');
  expect(here.service.sessionRequests.map(request => request.visitorToken)).toEqual([alice, alice]);
});

it('renews by the session itself while the site has no newer proof than the one it gave', async () => {
  visitorToken = alice;
  load();
  await here.tab.is('online');
  here.tab.world.pass(SESSION_LIFE_MS - 60_000);
  here.service.drop();
  await vi.waitFor(() => {
    here.tab.world.pass(1_000);
    expect(here.service.sessionRequests).toHaveLength(2);
  }, PATIENCE_MS);
  expect(here.service.sessionRequests[1]).toEqual({ language: 'ko', token: 't1' });
});

it('leaves nothing of who signed out: on the page at once, in storage, on the service', async () => {
  visitorToken = async () => alice;
  load();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  here.service.rules.accepts = false;
  here.tab.say('unsent');
  visitorToken = undefined;
  expect(here.tab.isStillTheirs()).toBe(false);
  here.tab.makeWay();
  expect(here.tab.state).toMatchObject({ transcript: [], subject: null, connection: 'idle' });
  expect(kept()).toEqual([]);
  await expect.poll(() => logOuts()).toBe(1);
  await expect.poll(() => here.tab.world.left()).toEqual({ timers: 0, listeners: 0, sockets: 0 });
});

it('leaves nothing either where the site signs out by loading another page', async () => {
  visitorToken = alice;
  load();
  await here.tab.is('online');
  here.service.rules.accepts = false;
  here.tab.say('unsent');
  here.tab.close();
  expect(kept()).toContain(`lex-chat:outbox:${here.service.endpoint}:ko:signed`);
  visitorToken = undefined;
  load();
  expect(here.tab.texts()).toEqual([]);
  expect(kept()).toEqual([]);
});

it('keeps what a signed visitor could not send, over a reload, for them alone', async () => {
  visitorToken = alice;
  here.service.rules.accepts = false;
  load();
  await here.tab.is('online');
  here.tab.say('a');
  here.tab.close();
  here.service.rules.accepts = true;
  load();
  await here.tab.shows('a', 'a!');
  here.service.rules.accepts = false;
  here.tab.say('b');
  here.tab.close();
  here.service.clear();
  visitorToken = bob;
  load();
  await expect.poll(() => here.tab.state.subject).toBe('bob');
  await here.tab.is('online');
  expect(here.tab.texts()).toEqual([]);
  expect(JSON.stringify(kept().map(key => world.tabStorage.getItem(key)))).not.toContain('"b"');
});

it('gives way to another visitor of the same site', async () => {
  visitorToken = alice;
  load();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  here.service.clear();
  visitorToken = bob;
  turnOver();
  await expect.poll(() => here.tab.state).toMatchObject({ subject: 'bob', history: 'loaded', transcript: [] });
  expect(logOuts()).toBe(1);
});

it('gives way to another visitor of whom it learns when it asks', async () => {
  let who = alice;
  visitorToken = async () => who;
  load();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  here.service.clear();
  who = bob;
  here.tab.world.pass(SESSION_LIFE_MS);
  here.service.drop();
  await vi.waitFor(() => {
    here.tab.world.pass(1_000);
    expect(here.tab.state).toMatchObject({ subject: 'bob', history: 'loaded', transcript: [], connection: 'online' });
  }, PATIENCE_MS);
  here.tab.say('b');
  await here.tab.shows('b', 'b!');
});

it('says that nobody is signed in when the site says so, and goes on when somebody is', async () => {
  let who: string | undefined = alice;
  visitorToken = async () => who;
  load();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  who = undefined;
  here.tab.world.pass(SESSION_LIFE_MS);
  here.service.drop();
  await vi.waitFor(() => {
    here.tab.world.pass(1_000);
    expect(here.tab.state).toMatchObject({ failure: 'visitor-refused', transcript: [], connection: 'idle' });
  }, PATIENCE_MS);
  expect(kept()).toEqual([]);
  who = alice;
  here.tab.open();
  await here.tab.shows('a', 'a!');
  await here.tab.is('online');
  expect(here.tab.state.failure).toBeNull();
});

it('tries again when the server of the site is out of reach', async () => {
  const asked = vi.fn(async () => alice).mockRejectedValueOnce(new TypeError('Failed to fetch'));
  visitorToken = asked;
  load();
  await here.tab.is('offline');
  await vi.waitFor(() => {
    here.tab.world.pass(15_000);
    expect(here.tab.state.connection).toBe('online');
  }, PATIENCE_MS);
  expect(here.tab.state.subject).toBe('alice');
});

it('takes along what a guest said, with both proofs, and what they could not send [P8.5]', async () => {
  load();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  here.service.rules.accepts = false;
  here.tab.say('unsent');
  here.service.rules.accepts = true;
  visitorToken = alice;
  turnOver({ keepGuest: true });
  await here.tab.shows('a', 'a!', 'unsent', 'unsent!');
  expect(here.service.sessionRequests[1]).toEqual({ language: 'ko', visitorToken: alice, keep: true, token: 't1' });
  expect(logOuts()).toBe(0);
  await expect.poll(kept).toEqual([`lex-chat:owner:${here.service.endpoint}:`]);
});

it('leaves what a guest said apart unless the page wants it along', async () => {
  load();
  await here.tab.is('online');
  visitorToken = alice;
  turnOver();
  await here.tab.is('online');
  expect(here.service.sessionRequests[1]).toEqual({ language: 'ko', visitorToken: alice, token: '' });
});

it('signs in without what the guest said where that session is over', async () => {
  load();
  await here.tab.is('online');
  here.service.rules.over.add('t1');
  visitorToken = alice;
  turnOver({ keepGuest: true });
  await here.tab.is('online');
  expect(here.service.sessionRequests.slice(1).map(({ keep, token }) => [keep, token])).toEqual([
    [true, 't1'],
    [undefined, ''],
  ]);
});

it('keeps a guest for the tab, or for the browser, as the page wants it', async () => {
  load({ policy: 'tab' });
  await here.tab.is('online');
  expect([world.storage.keys(), world.tabStorage.keys()]).toEqual([
    [],
    [`lex-chat:session:${here.service.endpoint}:ko`],
  ]);
  here.tab.close();
  load({ policy: 'browser' });
  await here.tab.is('online');
  expect(world.storage.keys()).toEqual([`lex-chat:session:${here.service.endpoint}:ko`]);
});

it('opens nothing for a guest where there are to be none', async () => {
  load({ policy: 'user' });
  await expect.poll(() => here.tab.state.failure).toBe('visitor-refused');
  here.tab.say('a');
  await expect.poll(() => here.tab.state.transcript).toMatchObject([{ state: 'failed' }]);
  expect([here.service.requests, kept()]).toEqual([[], []]);
  visitorToken = alice;
  turnOver({ policy: 'user' });
  await here.tab.is('online');
});

it('tells a guest whose session was ended, and begins another conversation when asked to', async () => {
  load();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  here.service.rules.ended.add('t1');
  here.service.rules.over.add('t1');
  here.service.drop();
  await vi.waitFor(() => {
    here.tab.world.pass(15_000);
    expect(here.tab.state.failure).toBe('session-invalid');
  }, PATIENCE_MS);
  expect(here.tab.texts()).toEqual(['a', 'a!']);
  here.tab.say('b');
  here.service.clear();
  here.tab.open();
  await here.tab.shows('b', 'b!');
  expect(here.tab.state.failure).toBeNull();
});
