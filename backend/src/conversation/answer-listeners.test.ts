import { replyIdOf, type ReplyMessage } from '@lex-chat/protocol';
import { describe, expect, it } from 'vitest';
import { accept } from './accept.ts';
import { answer } from './answer.ts';
import { harness, heardBy, modelSaying, newMessage, replyTo, run, say } from './fakes.ts';

const never = new AbortController().signal;

describe('who listens', () => {
  it('tells every socket the whole reply, and its end only when it is stored', async () => {
    const ports = harness({ model: modelSaying('이틀', ' 걸려요.') });
    await ports.turns.connect('c1', { connectionId: 'one', open: [], at: 0, until: Infinity });
    await ports.turns.connect('c1', { connectionId: 'two', open: [], at: 0, until: Infinity });
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
    await ports.turns.connect('c1', { connectionId: 'one', open: [], at: 0, until: Infinity });
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
      until: Infinity,
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
          await ports.turns.connect('c1', { connectionId: 'late', open: [], at: 9, until: Infinity });
          return release(...given);
        },
      };
      await answer({ conversationId: 'c1', messageId: id }, { ...ports, turns }, never);
      expect(heardBy(ports, 'late').at(-1)?.type).toBe(last);
    }
  });

  it('tells a reply that broke off once to whoever wants another one before its turn has ended [R12]', async () => {
    for (const doesKnock of [false, true]) {
      const ports = harness({ model: modelSaying('반쯤', new Error('cut')) });
      const socket = { connectionId: 'one', sessionExpiresAt: Infinity };
      const message = newMessage();
      await accept('c1', message, { address: 'a1', socket }, ports);
      const release = ports.turns.release;
      let releases = 0;
      const turns = {
        ...ports.turns,
        release: async (...given: Parameters<typeof release>) => {
          if (releases++ === 0) {
            await accept('c1', message, { address: 'a1', socket }, { ...ports, now: () => ports.now() + 1 });
            if (doesKnock) await ports.turns.knock('c1', message.id);
          }
          return release(...given);
        },
      };
      await answer({ conversationId: 'c1', messageId: message.id }, { ...ports, turns }, never);
      if (!doesKnock) await run(ports, message.id);
      const ends = heardBy(ports, 'one').flatMap(told => (told.type === 'reply-end' ? [told.attempt] : []));
      expect([ends.length, new Set(ends).size]).toEqual([2, 2]);
    }
  });
});
