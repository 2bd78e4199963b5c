import { replyIdOf, type ServerMessage } from '@lex-chat/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { messageEntry, replyEntry, replyMessages, startFakeService, type FakeService } from './fake-service.ts';
import { createFakeTab, type FakeTab } from './fake-tab.ts';
import { createFakeWorld } from './fake-world.ts';

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

const sends = () => service.frames.filter(({ type }) => type === 'message-send');
const isHeard = (count = 1) => vi.waitFor(() => expect(sends()).toHaveLength(count));
const failure = (messageId: string): ServerMessage => ({ type: 'failure', code: 'rate-limited', messageId });

/** A tab whose visitor has been here before. */
async function returning(world = createFakeWorld()): Promise<FakeTab> {
  tab.close();
  const before = createFakeTab(service, world);
  before.open();
  await before.is('online');
  before.close();
  tab = createFakeTab(service, world);
  return tab;
}

describe('saying something', () => {
  it('shows it at once, and the reply behind it', async () => {
    tab.open();
    const id = tab.say('안녕');
    expect(tab.state.transcript).toMatchObject([{ id, text: '안녕', state: 'sending' }]);
    await tab.shows('안녕', '안녕!');
    expect(tab.state).toMatchObject({ connection: 'online', awaiting: null, textMaxLength: 1_000, failure: null });
  });

  it('awaits no answer to what has not arrived', async () => {
    service.rules.accepts = false;
    tab.open();
    await tab.is('online');
    const id = tab.say('a');
    await isHeard();
    expect(tab.state.awaiting).toBeNull();
    service.tell({ type: 'message-accepted', messageId: id });
    await vi.waitFor(() => expect(tab.state.awaiting).toBe(id));
  });

  it('sends the next message when the one before has been answered', async () => {
    service.rules.answers = false;
    tab.open();
    const first = tab.say('a');
    tab.say('b');
    await isHeard();
    await vi.waitFor(() => expect(tab.state.transcript).toMatchObject([{ state: 'sent' }, { state: 'sending' }]));
    expect(tab.state.awaiting).toBe(first);
    tab.world.pass(4_000);
    expect(sends()).toHaveLength(1);
    service.rules.answers = true;
    service.tell(...replyMessages(replyEntry(first, 'a!')));
    await tab.shows('a', 'a!', 'b', 'b!');
    expect(sends()).toHaveLength(2);
  });

  it('names the mode, however often it is sent [P3.10]', async () => {
    service.rules.accepts = false;
    tab.open();
    await tab.is('online');
    tab.say('a', { mode: 'translate' });
    await vi.waitFor(() => expect(sends()).toHaveLength(1));
    tab.world.pass(5_000);
    await vi.waitFor(() => expect(sends()).toHaveLength(2));
    expect(sends()).toMatchObject([{ mode: 'translate' }, { mode: 'translate' }]);
  });

  it('hands attributes on', async () => {
    tab.open();
    tab.say('a', { attributes: { page: '/cart' } });
    await isHeard();
    expect(sends()[0]).toMatchObject({ attributes: { page: '/cart' } });
  });

  it('tells who listens, until they no longer do', async () => {
    const states: string[] = [];
    const stop = tab.subscribe(() => states.push(tab.state.connection));
    tab.open();
    await tab.is('online');
    expect(states).toContain('connecting');
    stop();
    const heard = states.length;
    tab.say('a');
    expect(states).toHaveLength(heard);
  });
});

describe('failure', () => {
  it('of a message is shown on it, without half a reply, and lets the next one go', async () => {
    service.rules.answers = false;
    tab.open();
    const first = tab.say('a');
    tab.say('b');
    await isHeard();
    service.rules.answers = true;
    service.tell(...replyMessages(replyEntry(first, 'a!')).slice(0, 2), failure(first));
    await vi.waitFor(() => expect(tab.texts()).toEqual(['a', 'b', 'b!']));
    expect(tab.state.transcript[0]).toMatchObject({ state: 'failed', failure: 'rate-limited' });
  });

  it('is mended by sending the same message again', async () => {
    service.rules.answers = false;
    tab.open();
    const id = tab.say('a', { attributes: { page: '/' } });
    await isHeard();
    service.tell(failure(id));
    await vi.waitFor(() => expect(tab.state.transcript[0]).toMatchObject({ state: 'failed' }));
    service.rules.answers = true;
    tab.retry(id);
    await tab.shows('a', 'a!');
    expect(sends()).toMatchObject([{ messageId: id }, { messageId: id, attributes: { page: '/' } }]);
  });

  it('of a reply that broke off is mended likewise: one question, one answer [R12]', async () => {
    service.rules.answers = false;
    tab.open();
    const id = tab.say('a');
    await isHeard();
    service.tell(...replyMessages({ ...replyEntry(id, 'half'), reason: 'interrupted' }));
    await tab.shows('a', 'half');
    tab.retry(id);
    await isHeard(2);
    service.tell(...replyMessages({ ...replyEntry(id, 'whole'), attempt: 2 }));
    await tab.shows('a', 'whole');
  });

  it('of a reply that broke off is not mended by hearing of it again', async () => {
    service.rules.answers = false;
    tab.open();
    const id = tab.say('a');
    await isHeard();
    const broken = { ...replyEntry(id, 'half'), reason: 'interrupted' } as const;
    service.tell(...replyMessages(broken));
    await tab.shows('a', 'half');
    service.rules.accepts = false;
    tab.retry(id);
    tab.say('b');
    await isHeard(2);
    service.tell({ type: 'entry', entry: messageEntry(id, 'a') }, { type: 'entry', entry: broken });
    await vi.waitFor(() => expect(tab.texts()).toEqual(['a', 'half', 'b']));
    // What was sent before this has arrived before it.
    tab.stop(replyIdOf(M2));
    await vi.waitFor(() => expect(service.frames.at(-1)).toMatchObject({ type: 'reply-stop' }));
    expect(sends()).toHaveLength(2);
    tab.world.pass(5_000);
    await isHeard(3);
    expect(sends().map(send => 'messageId' in send && send.messageId)).toEqual([id, id, id]);
  });

  it('that names no message is a failure of the conversation, until something goes well', async () => {
    tab.open();
    await tab.is('online');
    service.tell({ type: 'failure', code: 'rate-limited' });
    await vi.waitFor(() => expect(tab.state.failure).toBe('rate-limited'));
    tab.say('a');
    await tab.shows('a', 'a!');
    expect(tab.state.failure).toBeNull();
  });

  it('to open a session is told, and not tried again before the visitor does something [R5]', async () => {
    service.rules.refuses = { status: 403, code: 'origin-refused' };
    tab.say('a');
    tab.open();
    await vi.waitFor(() => expect(tab.state.failure).toBe('origin-refused'));
    expect(tab.state.transcript).toMatchObject([{ state: 'failed', failure: 'origin-refused' }]);
    tab.world.pass(600_000);
    tab.world.comeBack();
    tab.world.pass(600_000);
    expect(service.requests).toEqual(['POST /sessions']);
    service.rules.refuses = null;
    tab.retry(tab.state.transcript[0]!.id);
    await tab.shows('a', 'a!');
  });
});

describe('stopping', () => {
  it('ends a reply at once, and shows in the end what is stored [R13]', async () => {
    service.rules.answers = false;
    tab.open();
    const id = tab.say('a');
    await isHeard();
    const [start, first, second] = replyMessages(replyEntry(id, 'one two'));
    service.tell(start, first);
    await vi.waitFor(() => expect(tab.texts()).toEqual(['a', 'one ']));
    tab.stop(replyIdOf(id));
    expect(tab.state.transcript[1]).toMatchObject({ state: 'done', reason: 'stopped' });
    service.tell(second, { type: 'pong' });
    await vi.waitFor(() => expect(service.frames).toContainEqual({ type: 'reply-stop', replyId: replyIdOf(id) }));
    expect(tab.texts()).toEqual(['a', 'one ']);
    service.tell({ type: 'reply-end', replyId: replyIdOf(id), attempt: 1, reason: 'stopped', length: 6, parts: 0 });
    await tab.shows('a', 'one tw');
  });
});

describe('history', () => {
  it('is not asked for on a first visit, for there is none', async () => {
    tab.open();
    await tab.is('online');
    expect(tab.state.history).toBe('loaded');
    expect(service.requests).toEqual(['POST /sessions']);
    expect(service.frames).toEqual([]);
  });

  it('shows on the next visit what was said, and what has been since', async () => {
    await returning();
    service.store(messageEntry(M1, 'a'), replyEntry(M1, 'a!'));
    tab.open();
    await tab.shows('a', 'a!');
    expect(tab.state).toMatchObject({ history: 'loaded', earlier: 'none' });
    await vi.waitFor(() =>
      expect(service.frames).toContainEqual({ type: 'conversation-resume', after: replyIdOf(M1), open: [] }),
    );
  });

  it('goes back page by page', async () => {
    await returning();
    for (const n of [1, 2, 3]) service.store(messageEntry(idOf(n), `${n}`), replyEntry(idOf(n), `${n}!`));
    tab.open();
    await tab.shows('2', '2!', '3', '3!');
    expect(tab.state.earlier).toBe('some');
    const loading = tab.loadEarlier();
    expect(tab.state.earlier).toBe('loading');
    await loading;
    expect(tab.texts()).toEqual(['1', '1!', '2', '2!', '3', '3!']);
    expect(tab.state.earlier).toBe('none');
    await tab.loadEarlier();
    expect(service.requests.filter(request => request.includes('before'))).toHaveLength(1);
  });

  it('says when it could not be had, and is tried again on opening', async () => {
    await returning();
    service.store(messageEntry(M1, 'a'), replyEntry(M1, 'a!'));
    service.rules.refuses = { status: 503, code: 'unavailable' };
    service.rules.sockets = 'held';
    tab.open();
    await vi.waitFor(() => expect(tab.state.history).toBe('failed'));
    service.rules.refuses = null;
    tab.open();
    await tab.shows('a', 'a!');
  });

  it('brings a message that is still being answered, and the socket its reply', async () => {
    await returning();
    service.store(messageEntry(M1, 'a'), replyEntry(M1, 'a!'), messageEntry(M2, 'b'));
    tab.open();
    await vi.waitFor(() => expect(tab.state.awaiting).toBe(M2));
    await tab.is('online');
    service.tell(...replyMessages(replyEntry(M2, 'b!')));
    await tab.shows('a', 'a!', 'b', 'b!');
    expect(tab.state.awaiting).toBeNull();
  });
});

const idOf = (n: number) => `0198c0de-0000-7000-8000-00000000000${n}`;

it('passes over frames it cannot read', async () => {
  tab.open();
  await tab.is('online');
  service.tell('', '{', 'null', '[]', '{"type":"visitor-joined"}', '{"type":"reply-delta"}', '\u0000');
  service.tell({ type: 'reply-start', replyId: M1, inReplyTo: M1, attempt: 1 } as unknown as ServerMessage);
  tab.say('a');
  await tab.shows('a', 'a!');
});
