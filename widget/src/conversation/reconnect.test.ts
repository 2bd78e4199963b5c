import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { expect, it, vi } from 'vitest';
import { messageEntry, replyEntry, replyMessages } from './fake-service.ts';
import { createFakeWorld } from './fake-world.ts';
import { PATIENCE_MS } from './fake-tab.ts';
import { useFakeTab } from './fake-tab-fixture.ts';

const here = useFakeTab();

const sends = () => here.service.frames.filter(({ type }) => type === 'message-send');
const resumes = () => here.service.frames.filter(({ type }) => type === 'conversation-resume');
const isHeard = (count = 1) => expect.poll(() => sends()).toHaveLength(count);
const idOf = (n: number) => `0198c0de-0000-7000-8000-00000000000${n}`;

/** Cuts the socket, and waits until the tab has noticed. */
async function drop(): Promise<void> {
  here.service.drop();
  await here.tab.is('connecting');
}

it('shows a reply once, whole, however often the line drops [R1]', async () => {
  here.service.rules.answers = false;
  await here.open();
  const id = here.tab.say('a');
  await isHeard();
  const text = '가나다라마바사아자차카타파하';
  const [start] = replyMessages(replyEntry(id, text));
  for (let held = 0; held < text.length; held += 2) {
    const from = Math.max(0, held - 1);
    const delta = { type: 'reply-delta', replyId: replyIdOf(id), attempt: 1, offset: from } as const;
    here.service.tell(start, { ...delta, text: text.slice(from, held + 2) });
    await expect.poll(() => here.tab.texts()[1]).toHaveLength(held + 2);
    await drop();
    here.tab.world.pass(1_000);
    await here.tab.is('online');
    const open = [{ replyId: replyIdOf(id), attempt: 1, length: held + 2 }];
    await expect.poll(() => resumes().at(-1)).toEqual({ type: 'conversation-resume', after: null, open });
  }
  here.service.tell(replyMessages(replyEntry(id, text))[3]);
  await here.tab.shows('a', text);
  expect(sends()).toHaveLength(1);
});

it('sends again under the same id what is not accepted in time, then doubts the socket [P6.4]', async () => {
  here.service.rules.accepts = false;
  await here.open();
  const id = here.tab.say('a');
  await isHeard(1);
  here.tab.world.pass(5_000);
  await isHeard(2);
  here.service.rules.accepts = true;
  here.tab.world.pass(5_000);
  await here.tab.is('connecting');
  here.tab.world.pass(1_000);
  await here.tab.shows('a', 'a!');
  expect(sends().map(send => 'messageId' in send && send.messageId)).toEqual([id, id, id]);
  expect(here.service.entries).toHaveLength(2);
});

it('sends what was typed offline in order, once, after a reload as well [R7]', async () => {
  await here.open();
  here.tab.close();
  const texts = Array.from({ length: 20 }, (_, i) => `${i}`);
  for (const text of texts) here.tab.say(text);
  const { world } = here.tab;
  here.newTab(createFakeWorld(world.storage));
  expect(here.tab.state.transcript.map(({ state }) => state)).toEqual(texts.map(() => 'sending'));
  await here.open();
  await here.tab.shows(...texts.flatMap(text => [text, `${text}!`]));
  expect(sends()).toHaveLength(20);
  expect(world.storage.keys()).toEqual([`lex-chat:session:${here.service.endpoint}:ko`]);
});

it('takes it for answered that was accepted before the answer to that was lost', async () => {
  here.service.rules.answers = false;
  await here.open();
  const id = here.tab.say('a');
  await isHeard();
  await drop();
  here.service.store(replyEntry(id, 'a!'));
  here.tab.world.pass(1_000);
  await here.tab.shows('a', 'a!');
});

it('keeps what is sent again until that is accepted, though it is told meanwhile how the reply had broken off [R12]', async () => {
  here.service.rules.answers = false;
  await here.open();
  const id = here.tab.say('a');
  await isHeard();
  const broken = { ...replyEntry(id, 'half'), reason: 'interrupted' } as const;
  here.service.tell(...replyMessages(broken));
  await expect.poll(() => here.tab.state.transcript[1]).toMatchObject({ state: 'done', reason: 'interrupted' });
  here.service.rules.accepts = false;
  here.tab.retry(id);
  await isHeard(2);
  // As a resume tells a reply that is too long for one frame.
  here.service.tell(...replyMessages(broken), { type: 'pong' });
  await expect.poll(() => here.tab.texts()).toEqual(['a', 'half']);
  here.service.rules.accepts = here.service.rules.answers = true;
  here.tab.world.pass(5_000);
  await isHeard(3);
});

it('asks for what it missed, once for each gap [P4.3]', async () => {
  here.service.rules.answers = false;
  await here.open();
  const id = here.tab.say('a');
  await isHeard();
  const [start, first, second, end] = replyMessages(replyEntry(id, 'one two'));
  here.service.tell(start, second, second);
  await expect.poll(() => resumes()).toHaveLength(1);
  here.service.tell(start, first, second, end);
  await here.tab.shows('a', 'one two');
  expect(resumes()).toHaveLength(1);
});

it('asks again when only the end was heard, and does not ask for ever', async () => {
  here.service.rules.answers = false;
  await here.open();
  const id = here.tab.say('a');
  await isHeard();
  const [start, first, second, end] = replyMessages(replyEntry(id, 'one two'));
  // Three parts of a kind that this version does not know.
  here.service.tell(start, first, second);
  for (let n = 1; n <= 3; n++) {
    here.service.tell({ ...end, parts: 3 });
    await expect.poll(() => resumes().length).toBeGreaterThanOrEqual(n);
  }
  await vi.waitFor(() => {
    here.service.tell({ ...end, parts: 3 });
    expect(here.tab.state.transcript[1]).toMatchObject({ text: 'one two', state: 'done' });
  }, PATIENCE_MS);
  expect(resumes()).toHaveLength(3);
});

it('shows what the history has when too much was missed to be told [R4] [P6.2]', async () => {
  await here.open();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  await drop();
  for (const n of [1, 2, 3]) here.service.store(messageEntry(idOf(n), `${n}`), replyEntry(idOf(n), `${n}!`));
  here.service.rules.resumeMax = 1;
  here.tab.world.pass(15_000);
  await here.tab.shows('2', '2!', '3', '3!');
  expect(here.tab.state.earlier).toBe('some');
  await here.tab.loadEarlier();
  expect(here.tab.texts()).toEqual(['a', 'a!', '1', '1!', '2', '2!', '3', '3!']);
});

it('comes back within a second while an answer is due, and takes its time otherwise [R5]', async () => {
  await here.open();
  await drop();
  here.tab.world.pass(7_000);
  expect(here.tab.state.connection).toBe('connecting');
  expect(here.service.sockets.size).toBe(0);
  here.tab.say('a');
  here.tab.world.pass(1_000);
  await here.tab.shows('a', 'a!');
});

it('comes back within a second when the network does', async () => {
  await here.open();
  await drop();
  here.tab.world.comeBack();
  here.tab.world.pass(1_000);
  await here.tab.is('online');
});

it('is offline once a try has failed, and tries ever more seldom [R5]', async () => {
  await here.open();
  await drop();
  here.service.rules.sockets = 'refused';
  here.tab.world.pass(15_000);
  await here.tab.is('offline');
  here.service.rules.sockets = 'open';
  here.tab.world.pass(14_000);
  expect(here.service.sockets.size).toBe(0);
  here.tab.world.pass(2_000);
  await here.tab.is('online');
});

it('doubts a socket on which nothing is heard while an answer is due', async () => {
  here.service.rules.answers = false;
  await here.open();
  here.tab.say('a');
  await expect.poll(() => here.tab.state.transcript[0]).toMatchObject({ state: 'sent' });
  here.tab.world.pass(20_000);
  await here.tab.is('connecting');
  here.tab.world.pass(1_000);
  await here.tab.is('online');
});

it('counts the silence from what was heard last, with one timer for all of it', async () => {
  here.service.rules.answers = false;
  await here.open();
  const id = here.tab.say('a');
  await expect.poll(() => here.tab.state.transcript[0]).toMatchObject({ state: 'sent' });
  const { timers } = here.tab.world.left();
  const [start, ...rest] = replyMessages(replyEntry(id, '가나다'));
  here.tab.world.pass(15_000);
  here.service.tell(start, ...rest.slice(0, -1));
  await expect.poll(() => here.tab.texts()[1]).toBe('가나다');
  expect(here.tab.world.left().timers).toBe(timers);
  here.tab.world.pass(19_000);
  expect(here.tab.state.connection).toBe('online');
  here.tab.world.pass(1_000);
  await here.tab.is('connecting');
});

it('renews a session that has ended, and loses nothing [P5.4]', async () => {
  await here.open();
  here.service.rules.ended.add('t1');
  here.tab.say('a');
  await expect.poll(() => here.service.requests).toEqual(['POST /sessions', 'POST /sessions']);
  await here.tab.is('connecting');
  here.tab.world.pass(1_000);
  await here.tab.shows('a', 'a!');
  expect(here.tab.state.failure).toBeNull();
});

it('renews once, and keeps what was said for another conversation if that did not help', async () => {
  await here.open();
  for (const token of ['t1', 't2', 't3', 't4', 't5']) here.service.rules.ended.add(token);
  here.tab.say('a');
  await vi.waitFor(() => {
    here.tab.world.pass(1_000);
    expect(here.tab.state.failure).toBe('session-expired');
  }, PATIENCE_MS);
  expect(here.tab.state.transcript).toMatchObject([{ state: 'sending' }]);
  expect(here.service.requests.filter(request => request === 'POST /sessions').length).toBeLessThan(4);
  here.service.rules.ended.clear();
  here.tab.open();
  await here.tab.shows('a', 'a!');
});

it('is offline as soon as the network goes, however long a socket would not notice, and back when it is', async () => {
  await here.open();
  here.tab.world.leave();
  expect(here.tab.state.connection).toBe('offline');
  expect(here.tab.world.left().sockets).toBe(1);
  here.tab.say('a');
  expect(here.tab.state).toMatchObject({ awaiting: null, transcript: [{ state: 'sending' }] });
  here.tab.world.comeBack();
  here.tab.world.pass(1_000);
  await here.tab.shows('a', 'a!');
  expect(here.tab.state.connection).toBe('online');
});

it('finds out over HTTP that its session is why it is not let in [P5.2]', async () => {
  await here.open();
  here.service.rules.ended.add('t1');
  await drop();
  here.tab.world.pass(15_000);
  await here.tab.is('offline');
  here.tab.say('a');
  here.tab.world.pass(1_000);
  await here.tab.shows('a', 'a!');
});

it('says ping before a silent socket is closed on it [P5.3]', async () => {
  await here.open();
  here.tab.world.pass(240_000);
  await expect.poll(() => here.service.frames).toContainEqual({ type: 'ping' });
});

it('shows in two tabs of one visitor the same, once [R9]', async () => {
  await here.open();
  const { tab } = here;
  const other = here.newTab(createFakeWorld(tab.world.storage));
  other.open();
  await other.is('online');
  const id = newMessageId();
  here.service.store(messageEntry(id, 'x'), replyEntry(id, 'x!'));
  here.service.tell({ type: 'entry', entry: messageEntry(id, 'x') }, ...replyMessages(replyEntry(id, 'x!')));
  await Promise.all([tab.shows('x', 'x!'), other.shows('x', 'x!')]);
  const [mine, yours] = [tab.say('a'), other.say('b')];
  await expect.poll(() => here.service.entries).toHaveLength(6);
  expect(here.service.entries.filter(({ id }) => id === mine || id === yours)).toHaveLength(2);
  expect(here.service.requests.filter(request => request === 'POST /sessions')).toHaveLength(1);
});
