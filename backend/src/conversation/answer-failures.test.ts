import { replyIdOf } from '@lex-chat/protocol';
import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';
import { botSaying, harness, heardBy, modelSaying, newMessage, replyTo, run, say, silentBot, text } from './fakes.ts';
import { LEASE_MS } from './turn/lease.ts';
import type { LanguageModel } from './ports.ts';
import { UpstreamError } from './upstream-error.ts';

const never = new AbortController().signal;

describe('when something breaks', () => {
  it('fails the message if nothing was shown, and tells so [P4.10]', async () => {
    const ports = harness({ model: modelSaying(new Error('model down')) });
    await ports.turns.connect('c1', { connectionId: 'one', open: [], at: 0, until: Infinity });
    const { id } = await say(ports, 'c1');
    await run(ports, id);
    expect(heardBy(ports, 'one')).toEqual([{ type: 'failure', code: 'unavailable', messageId: id }]);
    expect(await ports.history.find('c1', id)).toMatchObject({ message: { failure: 'unavailable' }, reply: null });
    expect(await ports.turns.read('c1')).toMatchObject({ leaseUntil: null });
  });

  it('tells how long to wait, where the model said so [R11]', async () => {
    const busy: LanguageModel = {
      name: 'busy',
      // eslint-disable-next-line require-yield -- it never gets that far
      async *stream() {
        throw new UpstreamError('openai', { cause: 'busy', retryAfterMs: 7_000 });
      },
    };
    const ports = harness({ model: busy });
    await ports.turns.connect('c1', { connectionId: 'one', open: [], at: 0, until: Infinity });
    const { id } = await say(ports, 'c1');
    await run(ports, id);
    expect(heardBy(ports, 'one')).toMatchObject([{ type: 'failure', code: 'unavailable', retryAfterMs: 7_000 }]);
  });

  it('keeps what was shown, as interrupted [P4.9]', async () => {
    const ports = harness({ model: modelSaying('이틀', new Error('cut')) });
    const { id } = await say(ports, 'c1');
    await run(ports, id);
    expect(await replyTo(ports, id)).toMatchObject({ text: '이틀', reason: 'interrupted' });
  });

  it('answers afresh what failed or broke off, as the next attempt, when it is asked for [P3.6]', async () => {
    for (const broken of [modelSaying(new Error('down')), modelSaying('이틀', new Error('cut'))]) {
      const ports = harness({ model: broken });
      const { id } = await say(ports, 'c1');
      await run(ports, id);
      await ports.turns.again('c1', id);
      await answer({ conversationId: 'c1', messageId: id }, { ...ports, model: modelSaying('사흘 걸려요.') }, never);
      expect(await ports.history.find('c1', id)).toMatchObject({
        message: { failure: null },
        reply: { text: '사흘 걸려요.', reason: 'complete' },
      });
      expect((await replyTo(ports, id))?.attempt).toBeGreaterThan(1);
      expect((await ports.turns.read('c1')).again).toEqual([]);
    }
  });

  it('goes on to the next message after one that failed', async () => {
    const ports = harness({ model: modelSaying(new Error('down')) });
    const [first, second] = [await say(ports, 'c1'), await say(ports, 'c1')];
    await run(ports, first.id);
    expect(await ports.history.find('c1', second.id)).toMatchObject({ message: { failure: 'unavailable' } });
  });

  it('calls a fault of ours by its code, and tells nothing else of it', async () => {
    const ports = harness({
      model: {
        name: 'm',
        stream: () => {
          throw new TypeError('secret detail');
        },
      },
    });
    const { id } = await say(ports, 'c1');
    await run(ports, id);
    expect(await ports.history.find('c1', id)).toMatchObject({ message: { failure: 'internal' } });
    expect(ports.warnings).toContain('turn-failed');
  });

  it('stops when the visitor asks, and stores just what was said [P5.6]', async () => {
    const forever = new Promise(() => {});
    const ports = harness({ model: modelSaying('이틀', forever, ' 걸려요.') });
    const { id } = await say(ports, 'c1');
    const answering = run(ports, id);
    await ports.turns.stop('c1', replyIdOf(id));
    await answering;
    expect(await replyTo(ports, id)).toMatchObject({ text: '이틀', reason: 'stopped' });
  });

  it('ends a turn that runs out of time as interrupted', async () => {
    const deadline = new AbortController();
    const ports = harness({
      model: modelSaying('이틀', new Promise(() => {}), ' 걸려요.'),
      report: () => deadline.abort(),
    });
    const { id } = await say(ports, 'c1');
    await run(ports, id, deadline.signal);
    expect((await replyTo(ports, id))?.reason).toBe('interrupted');
  });
});

describe('after a worker that died', () => {
  async function abandoned(shown: string) {
    let clock = 1_790_000_000_000;
    const heard: string[] = [];
    const ports = harness({ now: () => clock, recognizer: botSaying([text('네')], {}, heard) });
    await ports.turns.connect('c1', { connectionId: 'one', open: [], at: 0, until: Infinity });
    const { id } = await say(ports, 'c1');
    await ports.turns.claim('c1', id, clock + LEASE_MS);
    const draft = {
      replyId: replyIdOf(id),
      inReplyTo: id,
      attempt: 1,
      locale: 'ko_KR',
      source: { kind: 'model', name: 'm' },
      text: shown,
      parts: [],
    } as const;
    await ports.turns.checkpoint('c1', 1, shown === '' ? null : draft, clock + LEASE_MS);
    return { ports, id, heard, wait: () => void (clock += LEASE_MS + 1) };
  }

  it('leaves its turn alone while the lease lives', async () => {
    const { ports, id } = await abandoned('이틀');
    expect(await run(ports, id)).toBe('busy');
  });

  it('keeps what it had shown, and asks neither Lex nor the model again', async () => {
    const { ports, id, heard, wait } = await abandoned('이틀');
    wait();
    await run(ports, id);
    expect(await replyTo(ports, id)).toMatchObject({ text: '이틀', reason: 'interrupted' });
    expect(heardBy(ports, 'one')).toMatchObject([{ type: 'entry', entry: { text: '이틀', reason: 'interrupted' } }]);
    expect(heard).toEqual([]);
  });

  it('fails a message of which nothing was shown: Lex may have heard it', async () => {
    const { ports, id, heard, wait } = await abandoned('');
    wait();
    await run(ports, id);
    expect(heardBy(ports, 'one')).toEqual([{ type: 'failure', code: 'unavailable', messageId: id }]);
    expect(heard).toEqual([]);
  });

  it('says nothing of a failure that the visitor has asked to be mended since [R15]', async () => {
    const { ports, id, heard, wait } = await abandoned('');
    await ports.history.fail('c1', id, 'unavailable', 1);
    await ports.turns.again('c1', id);
    await ports.history.reopen('c1', id);
    wait();
    await run(ports, id);
    expect(heardBy(ports, 'one').filter(({ type }) => type === 'failure')).toEqual([]);
    expect(heard).toHaveLength(1);
    expect(await replyTo(ports, id)).toMatchObject({ text: '네', reason: 'complete' });
  });

  it('leaves an answer alone that it had given before', async () => {
    const { ports, id, wait } = await abandoned('');
    const { message } = (await ports.history.find('c1', id))!;
    await ports.history.storeReply('c1', message, {
      role: 'assistant',
      id: replyIdOf(id),
      inReplyTo: id,
      attempt: 1,
      text: '답',
      parts: [],
      locale: 'ko_KR',
      source: { kind: 'model', name: 'm' },
      at: 1,
      reason: 'complete',
    });
    wait();
    await run(ports, id);
    expect(await ports.history.find('c1', id)).toMatchObject({ message: { failure: null }, reply: { text: '답' } });
  });

  it('is settled by the next but one, should the next die over it', async () => {
    const { ports, id, heard, wait } = await abandoned('이틀');
    wait();
    const later = await say(ports, 'c1', { text: '다음' });
    const dying = {
      ...ports,
      history: { ...ports.history, find: () => Promise.reject(new UpstreamError('dynamodb', { cause: 'down' })) },
    };
    await expect(run(dying, later.id)).rejects.toThrow(UpstreamError);
    wait();
    await run(ports, later.id);
    expect(await replyTo(ports, id)).toMatchObject({ text: '이틀', reason: 'interrupted' });
    expect(await replyTo(ports, later.id)).toMatchObject({ text: '네' });
    expect(heard).toEqual(['다음']);
  });

  it('is not asked again by itself when it was a retry', async () => {
    const { ports, id, heard, wait } = await abandoned('');
    wait();
    await run(ports, id);
    await ports.turns.again('c1', id);
    const claim = await ports.turns.claim('c1', id, ports.now() + LEASE_MS);
    if (claim === 'busy') throw new Error('nobody holds the lease');
    await ports.turns.advance('c1', claim.state.attempt, {
      answered: 0,
      sessionAttributes: {},
      messageId: id,
      leaseUntil: ports.now() + LEASE_MS,
    });
    wait();
    for (const text of ['둘', '셋']) await run(ports, (await say(ports, 'c1', { text })).id);
    expect(heard).toEqual(['둘', '셋']);
  });

  it('goes on to what was accepted since', async () => {
    const { ports, id, heard, wait } = await abandoned('이틀');
    wait();
    const next = await say(ports, 'c1', newMessage({ text: '다음' }));
    await run(ports, next.id);
    expect(heard).toEqual(['다음']);
    expect(await replyTo(ports, id)).toMatchObject({ reason: 'interrupted' });
  });

  it('writes nothing more itself, should it wake up late', async () => {
    const { ports, id, wait } = await abandoned('');
    const zombie = harness({ ...ports, model: modelSaying('zombie'), recognizer: silentBot });
    const late = new Promise<void>(resolve =>
      setImmediate(() => {
        wait();
        void run(ports, id).then(() => resolve());
      }),
    );
    await late;
    expect(await zombie.turns.checkpoint('c1', 1, null, 0)).toBeUndefined();
    expect(await replyTo(ports, id)).toBeNull();
  });
});
