import { replyIdOf, type ServerMessage } from '@lex-chat/protocol';
import { describe, expect, it } from 'vitest';
import { messageEntry, replyEntry, replyMessages } from './fake-service.ts';
import { type FakeTab } from './fake-tab.ts';
import { createFakeWorld } from './fake-world.ts';
import { useFakeTab } from './fake-tab-fixture.ts';

const here = useFakeTab();

const M1 = '0198c0de-0000-7000-8000-000000000001';
const M2 = '0198c0de-0000-7000-8000-000000000002';

const sends = () => here.service.frames.filter(({ type }) => type === 'message-send');
const isHeard = (count = 1) => expect.poll(() => sends()).toHaveLength(count);
const failure = (messageId: string): ServerMessage => ({ type: 'failure', code: 'rate-limited', messageId });

/** A tab whose visitor has been here before. */
async function returning(world = createFakeWorld()): Promise<FakeTab> {
  here.tab.close();
  const before = here.newTab(world);
  before.open();
  await before.is('online');
  before.close();
  here.newTab(world);
  return here.tab;
}

describe('saying something', () => {
  it('shows it at once, and the reply behind it', async () => {
    here.tab.open();
    const id = here.tab.say('안녕');
    expect(here.tab.state.transcript).toMatchObject([{ id, text: '안녕', state: 'sending' }]);
    await here.tab.shows('안녕', '안녕!');
    expect(here.tab.state).toMatchObject({ connection: 'online', awaiting: null, textMaxLength: 1_000, failure: null });
  });

  it('awaits no answer to what has not arrived', async () => {
    here.service.rules.accepts = false;
    here.tab.open();
    await here.tab.is('online');
    const id = here.tab.say('a');
    await isHeard();
    expect(here.tab.state.awaiting).toBeNull();
    here.service.tell({ type: 'message-accepted', messageId: id });
    await expect.poll(() => here.tab.state.awaiting).toBe(id);
  });

  it('sends the next message when the one before has been answered', async () => {
    here.service.rules.answers = false;
    here.tab.open();
    const first = here.tab.say('a');
    here.tab.say('b');
    await isHeard();
    await expect.poll(() => here.tab.state.transcript).toMatchObject([{ state: 'sent' }, { state: 'sending' }]);
    expect(here.tab.state.awaiting).toBe(first);
    here.tab.world.pass(4_000);
    expect(sends()).toHaveLength(1);
    here.service.rules.answers = true;
    here.service.tell(...replyMessages(replyEntry(first, 'a!')));
    await here.tab.shows('a', 'a!', 'b', 'b!');
    expect(sends()).toHaveLength(2);
  });

  it('names the mode, however often it is sent [P3.10]', async () => {
    here.service.rules.accepts = false;
    here.tab.open();
    await here.tab.is('online');
    here.tab.say('a', { mode: 'translate' });
    await expect.poll(() => sends()).toHaveLength(1);
    here.tab.world.pass(5_000);
    await expect.poll(() => sends()).toHaveLength(2);
    expect(sends()).toMatchObject([{ mode: 'translate' }, { mode: 'translate' }]);
  });

  it('hands attributes on', async () => {
    here.tab.open();
    here.tab.say('a', { attributes: { page: '/cart' } });
    await isHeard();
    expect(sends()[0]).toMatchObject({ attributes: { page: '/cart' } });
  });

  it('tells who listens, until they no longer do', async () => {
    const states: string[] = [];
    const stop = here.tab.subscribe(() => states.push(here.tab.state.connection));
    here.tab.open();
    await here.tab.is('online');
    expect(states).toContain('connecting');
    stop();
    const heard = states.length;
    here.tab.say('a');
    expect(states).toHaveLength(heard);
  });
});

describe('failure', () => {
  it('of a message is shown on it, without half a reply, and lets the next one go', async () => {
    here.service.rules.answers = false;
    here.tab.open();
    const first = here.tab.say('a');
    here.tab.say('b');
    await isHeard();
    here.service.rules.answers = true;
    here.service.tell(...replyMessages(replyEntry(first, 'a!')).slice(0, 2), failure(first));
    await expect.poll(() => here.tab.texts()).toEqual(['a', 'b', 'b!']);
    expect(here.tab.state.transcript[0]).toMatchObject({ state: 'failed', failure: 'rate-limited' });
  });

  it('is mended by sending the same message again', async () => {
    here.service.rules.answers = false;
    here.tab.open();
    const id = here.tab.say('a', { attributes: { page: '/' } });
    await isHeard();
    here.service.tell(failure(id));
    await expect.poll(() => here.tab.state.transcript[0]).toMatchObject({ state: 'failed' });
    here.service.rules.answers = true;
    here.tab.retry(id);
    await here.tab.shows('a', 'a!');
    expect(sends()).toMatchObject([{ messageId: id }, { messageId: id, attributes: { page: '/' } }]);
  });

  it('of a reply that broke off is mended likewise: one question, one answer [R12]', async () => {
    here.service.rules.answers = false;
    here.tab.open();
    const id = here.tab.say('a');
    await isHeard();
    here.service.tell(...replyMessages({ ...replyEntry(id, 'half'), reason: 'interrupted' }));
    await here.tab.shows('a', 'half');
    here.tab.retry(id);
    await isHeard(2);
    here.service.tell(...replyMessages({ ...replyEntry(id, 'whole'), attempt: 2 }));
    await here.tab.shows('a', 'whole');
  });

  it('of a reply that broke off is not mended by hearing of it again', async () => {
    here.service.rules.answers = false;
    here.tab.open();
    const id = here.tab.say('a');
    await isHeard();
    const broken = { ...replyEntry(id, 'half'), reason: 'interrupted' } as const;
    here.service.tell(...replyMessages(broken));
    await here.tab.shows('a', 'half');
    here.service.rules.accepts = false;
    here.tab.retry(id);
    here.tab.say('b');
    await isHeard(2);
    here.service.tell({ type: 'entry', entry: messageEntry(id, 'a') }, { type: 'entry', entry: broken });
    await expect.poll(() => here.tab.texts()).toEqual(['a', 'half', 'b']);
    // What was sent before this has arrived before it.
    here.tab.stop(replyIdOf(M2));
    await expect.poll(() => here.service.frames.at(-1)).toMatchObject({ type: 'reply-stop' });
    expect(sends()).toHaveLength(2);
    here.tab.world.pass(5_000);
    await isHeard(3);
    expect(sends().map(send => 'messageId' in send && send.messageId)).toEqual([id, id, id]);
  });

  it('that names no message is a failure of the conversation, until something goes well', async () => {
    here.tab.open();
    await here.tab.is('online');
    here.service.tell({ type: 'failure', code: 'rate-limited' });
    await expect.poll(() => here.tab.state.failure).toBe('rate-limited');
    here.tab.say('a');
    await here.tab.shows('a', 'a!');
    expect(here.tab.state.failure).toBeNull();
  });

  it('to open a session is told, and not tried again before the visitor does something [R5]', async () => {
    here.service.rules.refuses = { status: 403, code: 'origin-refused' };
    here.tab.say('a');
    here.tab.open();
    await expect.poll(() => here.tab.state.failure).toBe('origin-refused');
    expect(here.tab.state.transcript).toMatchObject([{ state: 'failed', failure: 'origin-refused' }]);
    here.tab.world.pass(600_000);
    here.tab.world.comeBack();
    here.tab.world.pass(600_000);
    expect(here.service.requests).toEqual(['POST /sessions']);
    here.service.rules.refuses = null;
    here.tab.retry(here.tab.state.transcript[0]!.id);
    await here.tab.shows('a', 'a!');
  });
});

describe('stopping', () => {
  it('ends a reply at once, and shows in the end what is stored [R13]', async () => {
    here.service.rules.answers = false;
    here.tab.open();
    const id = here.tab.say('a');
    await isHeard();
    const [start, first, second] = replyMessages(replyEntry(id, 'one two'));
    here.service.tell(start, first);
    await expect.poll(() => here.tab.texts()).toEqual(['a', 'one ']);
    here.tab.stop(replyIdOf(id));
    expect(here.tab.state.transcript[1]).toMatchObject({ state: 'done', reason: 'stopped' });
    here.service.tell(second, { type: 'pong' });
    await expect.poll(() => here.service.frames).toContainEqual({ type: 'reply-stop', replyId: replyIdOf(id) });
    expect(here.tab.texts()).toEqual(['a', 'one ']);
    here.service.tell({
      type: 'reply-end',
      replyId: replyIdOf(id),
      attempt: 1,
      reason: 'stopped',
      length: 6,
      parts: 0,
    });
    await here.tab.shows('a', 'one tw');
  });
});

describe('history', () => {
  it('is not asked for on a first visit, for there is none', async () => {
    here.tab.open();
    await here.tab.is('online');
    expect(here.tab.state.history).toBe('loaded');
    expect(here.service.requests).toEqual(['POST /sessions']);
    expect(here.service.frames).toEqual([]);
  });

  it('shows on the next visit what was said, and what has been since', async () => {
    await returning();
    here.service.store(messageEntry(M1, 'a'), replyEntry(M1, 'a!'));
    here.tab.open();
    await here.tab.shows('a', 'a!');
    expect(here.tab.state).toMatchObject({ history: 'loaded', earlier: 'none' });
    await expect
      .poll(() => here.service.frames)
      .toContainEqual({ type: 'conversation-resume', after: replyIdOf(M1), open: [] });
  });

  it('goes back page by page', async () => {
    await returning();
    for (const n of [1, 2, 3]) here.service.store(messageEntry(idOf(n), `${n}`), replyEntry(idOf(n), `${n}!`));
    here.tab.open();
    await here.tab.shows('2', '2!', '3', '3!');
    expect(here.tab.state.earlier).toBe('some');
    const loading = here.tab.loadEarlier();
    expect(here.tab.state.earlier).toBe('loading');
    await loading;
    expect(here.tab.texts()).toEqual(['1', '1!', '2', '2!', '3', '3!']);
    expect(here.tab.state.earlier).toBe('none');
    await here.tab.loadEarlier();
    expect(here.service.requests.filter(request => request.includes('before'))).toHaveLength(1);
  });

  it('says when it could not be had, and is tried again on opening', async () => {
    await returning();
    here.service.store(messageEntry(M1, 'a'), replyEntry(M1, 'a!'));
    here.service.rules.refuses = { status: 503, code: 'unavailable' };
    here.service.rules.sockets = 'held';
    here.tab.open();
    await expect.poll(() => here.tab.state.history).toBe('failed');
    here.service.rules.refuses = null;
    here.tab.open();
    await here.tab.shows('a', 'a!');
  });

  it('brings a message that is still being answered, and the socket its reply', async () => {
    await returning();
    here.service.store(messageEntry(M1, 'a'), replyEntry(M1, 'a!'), messageEntry(M2, 'b'));
    here.tab.open();
    await expect.poll(() => here.tab.state.awaiting).toBe(M2);
    await here.tab.is('online');
    here.service.tell(...replyMessages(replyEntry(M2, 'b!')));
    await here.tab.shows('a', 'a!', 'b', 'b!');
    expect(here.tab.state.awaiting).toBeNull();
  });
});

const idOf = (n: number) => `0198c0de-0000-7000-8000-00000000000${n}`;

it('passes over frames it cannot read', async () => {
  here.tab.open();
  await here.tab.is('online');
  here.service.tell('', '{', 'null', '[]', '{"type":"visitor-joined"}', '{"type":"reply-delta"}', '\u0000');
  here.service.tell({ type: 'reply-start', replyId: M1, inReplyTo: M1, attempt: 1 } as unknown as ServerMessage);
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
});
