import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { messageEntry, replyEntry, replyMessages, startFakeService, type FakeService } from './fake-service.ts';
import { createFakeTab, type FakeTab } from './fake-tab.ts';
import { createFakeWorld } from './fake-world.ts';

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

const sends = () => service.frames.filter(({ type }) => type === 'message-send');
const resumes = () => service.frames.filter(({ type }) => type === 'conversation-resume');
const isHeard = (count = 1) => vi.waitFor(() => expect(sends()).toHaveLength(count));
const idOf = (n: number) => `0198c0de-0000-7000-8000-00000000000${n}`;

async function open(): Promise<void> {
  tab.open();
  await tab.is('online');
}

/** Cuts the socket, and waits until the tab has noticed. */
async function drop(): Promise<void> {
  service.drop();
  await tab.is('connecting');
}

it('shows a reply once, whole, however often the line drops [R1]', async () => {
  service.rules.answers = false;
  await open();
  const id = tab.say('a');
  await isHeard();
  const text = '가나다라마바사아자차카타파하';
  const [start] = replyMessages(replyEntry(id, text));
  for (let held = 0; held < text.length; held += 2) {
    const from = Math.max(0, held - 1);
    const delta = { type: 'reply-delta', replyId: replyIdOf(id), attempt: 1, offset: from } as const;
    service.tell(start, { ...delta, text: text.slice(from, held + 2) });
    await vi.waitFor(() => expect(tab.texts()[1]).toHaveLength(held + 2));
    await drop();
    tab.world.pass(1_000);
    await tab.is('online');
    const open = [{ replyId: replyIdOf(id), attempt: 1, length: held + 2 }];
    await vi.waitFor(() => expect(resumes().at(-1)).toEqual({ type: 'conversation-resume', after: null, open }));
  }
  service.tell(replyMessages(replyEntry(id, text))[3]);
  await tab.shows('a', text);
  expect(sends()).toHaveLength(1);
});

it('sends again under the same id what is not accepted in time, then doubts the socket [P6.4]', async () => {
  service.rules.accepts = false;
  await open();
  const id = tab.say('a');
  await isHeard(1);
  tab.world.pass(5_000);
  await isHeard(2);
  service.rules.accepts = true;
  tab.world.pass(5_000);
  await tab.is('connecting');
  tab.world.pass(1_000);
  await tab.shows('a', 'a!');
  expect(sends().map(send => 'messageId' in send && send.messageId)).toEqual([id, id, id]);
  expect(service.entries).toHaveLength(2);
});

it('sends what was typed offline in order, once, after a reload as well [R7]', async () => {
  await open();
  tab.close();
  const texts = Array.from({ length: 20 }, (_, i) => `${i}`);
  for (const text of texts) tab.say(text);
  const { world } = tab;
  tab = createFakeTab(service, createFakeWorld(world.storage));
  expect(tab.state.transcript.map(({ state }) => state)).toEqual(texts.map(() => 'sending'));
  await open();
  await tab.shows(...texts.flatMap(text => [text, `${text}!`]));
  expect(sends()).toHaveLength(20);
  expect(world.storage.keys()).toEqual([`lex-chat:session:${service.endpoint}:ko`]);
});

it('takes it for answered that was accepted before the answer to that was lost', async () => {
  service.rules.answers = false;
  await open();
  const id = tab.say('a');
  await isHeard();
  await drop();
  service.store(replyEntry(id, 'a!'));
  tab.world.pass(1_000);
  await tab.shows('a', 'a!');
});

it('keeps what is sent again until that is accepted, though it is told meanwhile how the reply had broken off [R12]', async () => {
  service.rules.answers = false;
  await open();
  const id = tab.say('a');
  await isHeard();
  const broken = { ...replyEntry(id, 'half'), reason: 'interrupted' } as const;
  service.tell(...replyMessages(broken));
  await vi.waitFor(() => expect(tab.state.transcript[1]).toMatchObject({ state: 'done', reason: 'interrupted' }));
  service.rules.accepts = false;
  tab.retry(id);
  await isHeard(2);
  // As a resume tells a reply that is too long for one frame.
  service.tell(...replyMessages(broken), { type: 'pong' });
  await vi.waitFor(() => expect(tab.texts()).toEqual(['a', 'half']));
  service.rules.accepts = service.rules.answers = true;
  tab.world.pass(5_000);
  await isHeard(3);
});

it('asks for what it missed, once for each gap [P4.3]', async () => {
  service.rules.answers = false;
  await open();
  const id = tab.say('a');
  await isHeard();
  const [start, first, second, end] = replyMessages(replyEntry(id, 'one two'));
  service.tell(start, second, second);
  await vi.waitFor(() => expect(resumes()).toHaveLength(1));
  service.tell(start, first, second, end);
  await tab.shows('a', 'one two');
  expect(resumes()).toHaveLength(1);
});

it('asks again when only the end was heard, and does not ask for ever', async () => {
  service.rules.answers = false;
  await open();
  const id = tab.say('a');
  await isHeard();
  const [start, first, second, end] = replyMessages(replyEntry(id, 'one two'));
  // Three parts of a kind that this version does not know.
  service.tell(start, first, second);
  for (let n = 1; n <= 3; n++) {
    service.tell({ ...end, parts: 3 });
    await vi.waitFor(() => expect(resumes().length).toBeGreaterThanOrEqual(n));
  }
  await vi.waitFor(() => {
    service.tell({ ...end, parts: 3 });
    expect(tab.state.transcript[1]).toMatchObject({ text: 'one two', state: 'done' });
  });
  expect(resumes()).toHaveLength(3);
});

it('shows what the history has when too much was missed to be told [R4] [P6.2]', async () => {
  await open();
  tab.say('a');
  await tab.shows('a', 'a!');
  await drop();
  for (const n of [1, 2, 3]) service.store(messageEntry(idOf(n), `${n}`), replyEntry(idOf(n), `${n}!`));
  service.rules.resumeMax = 1;
  tab.world.pass(15_000);
  await tab.shows('2', '2!', '3', '3!');
  expect(tab.state.earlier).toBe('some');
  await tab.loadEarlier();
  expect(tab.texts()).toEqual(['a', 'a!', '1', '1!', '2', '2!', '3', '3!']);
});

it('comes back within a second while an answer is due, and takes its time otherwise [R5]', async () => {
  await open();
  await drop();
  tab.world.pass(7_000);
  expect(tab.state.connection).toBe('connecting');
  expect(service.sockets.size).toBe(0);
  tab.say('a');
  tab.world.pass(1_000);
  await tab.shows('a', 'a!');
});

it('comes back within a second when the network does', async () => {
  await open();
  await drop();
  tab.world.comeBack();
  tab.world.pass(1_000);
  await tab.is('online');
});

it('is offline once a try has failed, and tries ever more seldom [R5]', async () => {
  await open();
  await drop();
  service.rules.sockets = 'refused';
  tab.world.pass(15_000);
  await tab.is('offline');
  service.rules.sockets = 'open';
  tab.world.pass(14_000);
  expect(service.sockets.size).toBe(0);
  tab.world.pass(2_000);
  await tab.is('online');
});

it('doubts a socket on which nothing is heard while an answer is due', async () => {
  service.rules.answers = false;
  await open();
  tab.say('a');
  await vi.waitFor(() => expect(tab.state.transcript[0]).toMatchObject({ state: 'sent' }));
  tab.world.pass(20_000);
  await tab.is('connecting');
  tab.world.pass(1_000);
  await tab.is('online');
});

it('renews a session that has ended, and loses nothing [P5.4]', async () => {
  await open();
  service.rules.ended.add('t1');
  tab.say('a');
  await vi.waitFor(() => expect(service.requests).toEqual(['POST /sessions', 'POST /sessions']));
  await tab.is('connecting');
  tab.world.pass(1_000);
  await tab.shows('a', 'a!');
  expect(tab.state.failure).toBeNull();
});

it('renews once, and keeps what was said for another conversation if that did not help', async () => {
  await open();
  for (const token of ['t1', 't2', 't3', 't4', 't5']) service.rules.ended.add(token);
  tab.say('a');
  await vi.waitFor(() => {
    tab.world.pass(1_000);
    expect(tab.state.failure).toBe('session-expired');
  });
  expect(tab.state.transcript).toMatchObject([{ state: 'sending' }]);
  expect(service.requests.filter(request => request === 'POST /sessions').length).toBeLessThan(4);
  service.rules.ended.clear();
  tab.open();
  await tab.shows('a', 'a!');
});

it('is offline as soon as the network goes, however long a socket would not notice, and back when it is', async () => {
  await open();
  tab.world.leave();
  expect(tab.state.connection).toBe('offline');
  expect(tab.world.left().sockets).toBe(1);
  tab.say('a');
  expect(tab.state).toMatchObject({ awaiting: null, transcript: [{ state: 'sending' }] });
  tab.world.comeBack();
  tab.world.pass(1_000);
  await tab.shows('a', 'a!');
  expect(tab.state.connection).toBe('online');
});

it('finds out over HTTP that its session is why it is not let in [P5.2]', async () => {
  await open();
  service.rules.ended.add('t1');
  await drop();
  tab.world.pass(15_000);
  await tab.is('offline');
  tab.say('a');
  tab.world.pass(1_000);
  await tab.shows('a', 'a!');
});

it('says ping before a silent socket is closed on it [P5.3]', async () => {
  await open();
  tab.world.pass(240_000);
  await vi.waitFor(() => expect(service.frames).toContainEqual({ type: 'ping' }));
});

it('shows in two tabs of one visitor the same, once [R9]', async () => {
  await open();
  const other = createFakeTab(service, createFakeWorld(tab.world.storage));
  other.open();
  await other.is('online');
  const id = newMessageId();
  service.store(messageEntry(id, 'x'), replyEntry(id, 'x!'));
  service.tell({ type: 'entry', entry: messageEntry(id, 'x') }, ...replyMessages(replyEntry(id, 'x!')));
  await Promise.all([tab.shows('x', 'x!'), other.shows('x', 'x!')]);
  const [mine, yours] = [tab.say('a'), other.say('b')];
  await vi.waitFor(() => expect(service.entries).toHaveLength(6));
  expect(service.entries.filter(({ id }) => id === mine || id === yours)).toHaveLength(2);
  expect(service.requests.filter(request => request === 'POST /sessions')).toHaveLength(1);
  other.close();
});
