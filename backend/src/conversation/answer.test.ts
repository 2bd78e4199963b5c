import { type ServerMessage } from '@lex-chat/protocol';
import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';
import type { Receiver } from './delivery/delivery.ts';
import {
  botSaying,
  downBot,
  harness,
  modelSaying,
  replyTo,
  run,
  say,
  silentBot,
  text,
  understanding,
} from './fakes.ts';
import type { IntentRecognizer } from './ports.ts';
import { UpstreamError } from './upstream-error.ts';

const never = new AbortController().signal;

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

  it('tells the model who it is in this conversation', async () => {
    const systems: string[] = [];
    const model = modelSaying('네');
    const stream: typeof model.stream = (prompt, signal) => {
      systems.push(prompt.system);
      return model.stream(prompt, signal);
    };
    const personaIn = (conversationId: string) => (conversationId === 'c1' ? 'You are the teller.' : undefined);
    const ports = harness({ model: { ...model, stream }, personaIn });
    await run(ports, (await say(ports, 'c1')).id);
    expect(systems).toEqual([expect.stringMatching(/^You are the teller\.\n/)]);
  });

  it('hands Lex what the bot has set, and a message’s own attributes with that message alone', async () => {
    const asked: object[] = [];
    const recognizer: IntentRecognizer = {
      speaks: () => true,
      async recognize({ sessionAttributes }) {
        asked.push(sessionAttributes);
        // As Lex does: gives back all that it was sent, and what the bot has set.
        return understanding({
          messages: [text('hi')],
          sessionAttributes: { ...sessionAttributes, step: '2', 'lex-chat:message': 'm' },
        });
      },
    };
    const ports = harness({ recognizer });
    await run(ports, (await say(ports, 'c1', { attributes: { page: '/' } })).id);
    await run(ports, (await say(ports, 'c1', { attributes: { page: '/faq', step: '99' } })).id);
    await run(ports, (await say(ports, 'c1')).id);
    expect(asked).toEqual([{ page: '/' }, { page: '/faq', step: '2' }, { step: '2' }]);
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

  it('answers afresh, under the same lease, what it failed at before and was asked for again meanwhile', async () => {
    const ports = harness();
    const [first, second] = [await say(ports, 'c1', { text: '하나' }), await say(ports, 'c1', { text: '둘' })];
    let calls = 0;
    const model = {
      name: 'fake',
      async *stream() {
        calls++;
        if (calls === 1) throw new UpstreamError('bedrock', { cause: 'down' });
        if (calls === 2) {
          await ports.turns.again('c1', first.id);
          await ports.history.reopen('c1', first.id);
          expect(await run(ports, first.id)).toBe('busy');
        }
        yield { type: 'text', text: `${calls}` } as const;
        yield { type: 'finish', reason: 'complete', usage: null } as const;
      },
    };
    await answer({ conversationId: 'c1', messageId: first.id }, { ...ports, model }, never);
    expect(await replyTo(ports, second.id)).toMatchObject({ text: '2' });
    expect(await replyTo(ports, first.id)).toMatchObject({ text: '3', reason: 'complete' });
    expect(await ports.turns.read('c1')).toMatchObject({ again: [], leaseUntil: null });
  });

  it('answers a message that was stored after a later one had been answered', async () => {
    const ports = harness();
    const slow = await say(ports, 'c1', { text: '먼저' });
    const fast = await say(ports, 'c1', { text: '나중' });
    // As if the earlier message were not stored yet.
    const hidden = {
      ...ports.history,
      next: async (id: string, order: number) => ports.history.next(id, Math.max(order, slow.order)),
    };
    const model = {
      name: 'fake',
      async *stream() {
        await run(ports, slow.id);
        yield { type: 'text', text: '네' } as const;
        yield { type: 'finish', reason: 'complete', usage: null } as const;
      },
    };
    await answer({ conversationId: 'c1', messageId: fast.id }, { ...ports, history: hidden, model }, never);
    expect(await replyTo(ports, slow.id)).toMatchObject({ text: '네' });
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
          void ports.turns.knock('c1', second.id),
          modelSaying('네').stream(...given)
        ),
      },
    };
    await answer({ conversationId: 'c1', messageId: first.id, receiver }, knocking, never);
    expect(told.map(({ type }) => type)).toEqual(['reply-start', 'reply-delta', 'reply-end']);
    expect(await replyTo(ports, second.id)).toBeNull();
    expect(ports.invoked).toEqual([`c1 ${second.id}`]);
    expect((await ports.turns.read('c1')).leaseUntil).toBeNull();
  });
});

it('reports a broken store to its caller: there is nobody else to tell', async () => {
  const ports = harness();
  ports.turns.claim = () => Promise.reject(new UpstreamError('dynamodb', { cause: 'down' }));
  await expect(run(ports, (await say(ports, 'c1')).id)).rejects.toThrow(UpstreamError);
});
