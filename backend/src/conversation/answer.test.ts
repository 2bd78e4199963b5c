import { replyIdOf, type ReplyMessage, type ServerMessage } from '@lex-chat/protocol';
import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';
import type { Receiver } from './delivery.ts';
import { botSaying, downBot, harness, modelSaying, newMessage, say, silentBot, type Harness } from './fakes.ts';
import { LEASE_MS } from './lease.ts';
import { UpstreamError } from './upstream-error.ts';

const never = new AbortController().signal;
const text = (said: string) => ({ kind: 'text', text: said }) as const;
const run = (ports: Harness, messageId: string, signal = never, receiver?: Receiver) =>
  answer({ conversationId: 'c1', messageId, ...(receiver && { receiver }) }, ports, signal);
const replyTo = async (ports: Harness, messageId: string) => (await ports.history.find('c1', messageId))?.reply;
const heardBy = (ports: Harness, connectionId: string) => ports.gateway.told.get(connectionId) ?? [];
const typesOf = (told: readonly ServerMessage[]) => told.map(({ type }) => type);

describe('who answers', () => {
  it('lets an intent answer with all that Lex said, in order', async () => {
    const ports = harness({ recognizer: botSaying([text('민수님, 반가워요.'), text('다 됐어요.')]) });
    const { id } = await say(ports, 'c1');
    await run(ports, id);
    expect(await replyTo(ports, id)).toMatchObject({
      text: '민수님, 반가워요.\n\n다 됐어요.',
      parts: [{ kind: 'break', offset: 12 }],
      source: { kind: 'intent', name: 'Hello' },
      reason: 'complete',
    });
  });

  it('lets the model answer when no intent fits, or Lex is down', async () => {
    for (const recognizer of [silentBot, downBot]) {
      const ports = harness({ recognizer, model: modelSaying('이틀', ' 걸려요.') });
      const { id } = await say(ports, 'c1');
      await run(ports, id);
      expect(await replyTo(ports, id)).toMatchObject({ text: '이틀 걸려요.', source: { kind: 'model', name: 'fake' } });
    }
  });

  it('spares Lex what it cannot take: a text over its limit, a language the bot lacks', async () => {
    const heard: string[] = [];
    const recognizer = { ...botSaying([text('hi')], {}, heard), speaks: (locale: string) => locale !== 'fr' };
    const ports = harness({ recognizer });
    await run(ports, (await say(ports, 'c1', { text: 'x'.repeat(1_025) })).id);
    await run(ports, (await say(ports, 'c1', { locale: 'fr' })).id);
    expect(heard).toEqual([]);
    await run(ports, (await say(ports, 'c1', { text: 'x'.repeat(1_024) })).id);
    expect(heard).toHaveLength(1);
  });

  it('hands Lex the attributes of the last turn together with the message’s own', async () => {
    const asked: object[] = [];
    const bot = botSaying([text('hi')], { sessionAttributes: { step: '2' } });
    const recognizer = {
      ...bot,
      recognize: (...given: Parameters<typeof bot.recognize>) => (
        asked.push(given[0].sessionAttributes),
        bot.recognize(...given)
      ),
    };
    const ports = harness({ recognizer });
    await run(ports, (await say(ports, 'c1')).id);
    await run(ports, (await say(ports, 'c1', { attributes: { page: '/' } })).id);
    expect(asked).toEqual([{}, { step: '2', page: '/' }]);
  });
});

describe('one worker', () => {
  it('answers what is unanswered, oldest first [P3.9]', async () => {
    const heard: string[] = [];
    const ports = harness({ recognizer: botSaying([text('네')], {}, heard) });
    const last = (await Promise.all(['하나', '둘', '셋'].map(said => say(ports, 'c1', { text: said })))).at(-1)!;
    expect(await run(ports, last.id)).toBe('answered');
    expect(heard).toEqual(['하나', '둘', '셋']);
    expect(await ports.turns.read('c1')).toMatchObject({ leaseUntil: null, answered: last.order });
  });

  it('asks Lex once and replies once, however many are called at the same time [P3.5]', async () => {
    const heard: string[] = [];
    const ports = harness({ recognizer: botSaying([text('네')], {}, heard) });
    const { id } = await say(ports, 'c1');
    const results = await Promise.all(Array.from({ length: 5 }, () => run(ports, id)));
    expect(results.filter(result => result === 'answered')).toHaveLength(1);
    expect(heard).toHaveLength(1);
    await run(ports, id);
    expect(heard).toHaveLength(1);
  });

  it('takes along what was accepted while it was answering', async () => {
    const ports = harness();
    let second = '';
    const model = {
      name: 'slow',
      async *stream() {
        if (second === '') {
          second = (await say(ports, 'c1', { text: '둘' })).id;
          expect(await run(ports, second)).toBe('busy');
        }
        yield { type: 'text', text: '네' } as const;
        yield { type: 'finish', reason: 'complete', usage: null } as const;
      },
    };
    const { id } = await say(ports, 'c1', { text: '하나' });
    await answer({ conversationId: 'c1', messageId: id }, { ...ports, model }, never);
    expect(await replyTo(ports, second)).toMatchObject({ text: '네' });
  });

  it('leaves the rest to others once the one who waits has heard the end', async () => {
    const ports = harness();
    const [first, second] = [await say(ports, 'c1'), await say(ports, 'c1')];
    const told: ServerMessage[] = [];
    const receiver: Receiver = { id: 'events', open: [], at: 0, post: async message => (told.push(message), 'sent') };
    const knocking = {
      ...ports,
      model: {
        ...modelSaying('네'),
        stream: (...given: Parameters<typeof ports.model.stream>) => (
          void ports.turns.knock('c1'),
          modelSaying('네').stream(...given)
        ),
      },
    };
    await answer({ conversationId: 'c1', messageId: first.id, receiver }, knocking, never);
    expect(typesOf(told)).toEqual(['reply-start', 'reply-delta', 'reply-end']);
    expect(await replyTo(ports, second.id)).toBeNull();
    expect(ports.invoked).toEqual([`c1 ${first.id}`]);
    expect((await ports.turns.read('c1')).leaseUntil).toBeNull();
  });
});

describe('who listens', () => {
  it('tells every socket the whole reply, and its end only when it is stored', async () => {
    const ports = harness({ model: modelSaying('이틀', ' 걸려요.') });
    await ports.turns.connect('c1', { connectionId: 'one', open: [], at: 0 });
    await ports.turns.connect('c1', { connectionId: 'two', open: [], at: 0 });
    const { id } = await say(ports, 'c1');
    const storedAtEnd: unknown[] = [];
    const post = ports.gateway.post.bind(ports.gateway);
    ports.gateway.post = async (connectionId, message) => {
      if (message.type === 'reply-end') storedAtEnd.push((await replyTo(ports, id))?.text);
      return post(connectionId, message);
    };
    await run(ports, id);
    for (const connectionId of ['one', 'two']) {
      const replies = heardBy(ports, connectionId) as ReplyMessage[];
      expect(replies[0]).toMatchObject({ type: 'reply-start', replyId: replyIdOf(id), attempt: 1, locale: 'ko_KR' });
      expect(replies.at(-1)).toEqual({
        type: 'reply-end',
        replyId: replyIdOf(id),
        attempt: 1,
        reason: 'complete',
        length: 7,
        parts: 0,
      });
    }
    expect(storedAtEnd).toEqual(['이틀 걸려요.', '이틀 걸려요.']);
  });

  it('answers into the history when nobody is there any more, and crosses them off', async () => {
    const ports = harness();
    await ports.turns.connect('c1', { connectionId: 'one', open: [], at: 0 });
    ports.gateway.gone.add('one');
    const { id } = await say(ports, 'c1');
    await run(ports, id);
    expect(await replyTo(ports, id)).toMatchObject({ text: '답이에요.' });
    expect((await ports.turns.read('c1')).connections).toEqual([]);
  });

  it('tells a socket that comes in the middle from where it stands [P6.3]', async () => {
    const ports = harness();
    const { id } = await say(ports, 'c1');
    let reached = () => {};
    const joined = new Promise<void>(resolve => (reached = resolve));
    const model = modelSaying('이틀 ', joined, '걸려요.');
    const posted = ports.gateway.post.bind(ports.gateway);
    ports.gateway.post = (connectionId, message) => {
      if (message.type === 'reply-start') reached();
      return posted(connectionId, message);
    };
    const answering = answer({ conversationId: 'c1', messageId: id }, { ...ports, model }, never);
    await ports.turns.connect('c1', {
      connectionId: 'back',
      open: [{ replyId: replyIdOf(id), attempt: 1, length: 2 }],
      at: 5,
    });
    await answering;
    expect(heardBy(ports, 'back')).toMatchObject([
      { type: 'reply-start' },
      { type: 'reply-delta', offset: 2, text: ' ' },
      { offset: 3, text: '걸려요.' },
      { type: 'reply-end' },
    ]);
  });

  it('tells a socket that comes between the last word and the end of the turn, of an answer or of a failure [P6.3]', async () => {
    for (const [model, last] of [
      [modelSaying('네'), 'reply-end'],
      [modelSaying(new Error('down')), 'failure'],
    ] as const) {
      const ports = harness({ model });
      const { id } = await say(ports, 'c1');
      const release = ports.turns.release;
      const turns = {
        ...ports.turns,
        release: async (...given: Parameters<typeof release>) => {
          await ports.turns.connect('c1', { connectionId: 'late', open: [], at: 9 });
          return release(...given);
        },
      };
      await answer({ conversationId: 'c1', messageId: id }, { ...ports, turns }, never);
      expect(heardBy(ports, 'late').at(-1)?.type).toBe(last);
    }
  });
});

describe('when something breaks', () => {
  it('fails the message if nothing was shown, and tells so [P4.10]', async () => {
    const ports = harness({ model: modelSaying(new Error('model down')) });
    await ports.turns.connect('c1', { connectionId: 'one', open: [], at: 0 });
    const { id } = await say(ports, 'c1');
    await run(ports, id);
    expect(heardBy(ports, 'one')).toEqual([{ type: 'failure', code: 'unavailable', messageId: id }]);
    expect(await ports.history.find('c1', id)).toMatchObject({ message: { failure: 'unavailable' }, reply: null });
    expect(await ports.turns.read('c1')).toMatchObject({ leaseUntil: null });
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
        reply: { text: '사흘 걸려요.', attempt: 2, reason: 'complete' },
      });
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
    await ports.turns.connect('c1', { connectionId: 'one', open: [], at: 0 });
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

it('reports a broken store to its caller: there is nobody else to tell', async () => {
  const ports = harness();
  ports.turns.claim = () => Promise.reject(new UpstreamError('dynamodb', { cause: 'down' }));
  await expect(run(ports, (await say(ports, 'c1')).id)).rejects.toThrow(UpstreamError);
});
