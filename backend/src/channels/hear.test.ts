import { isMessageId, replyIdOf } from '@lex-chat/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemoryLedger } from '../adapters/memory-ledger.ts';
import { answer } from '../conversation/answer.ts';
import { downBot, harness, modelSaying, type Harness } from '../conversation/fakes.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import type { Channel, Said } from './channel.ts';
import { addressIn, channelConversation, channelMessageId } from './channel-ids.ts';
import { hear, type OpenChannel } from './hear.ts';
import { createReplyReceivers } from './reply-receiver.ts';

interface FakeChannel extends Channel {
  /** What was said, with where; and the signs of working. */
  readonly told: string[];
}

function fakeChannel(): FakeChannel {
  const told: string[] = [];
  return {
    name: 'fax',
    told,
    hear: async () => ({ state: 'forged' }),
    showWorking: async address => void told.push(`${address} …`),
    say: async (address, messages) => {
      for (const message of messages)
        told.push(`${address} ${message.contentType === 'ImageResponseCard' ? 'card' : message.content}`);
    },
  };
}

const said = (text: string | null, given: Partial<Said> = {}): Said => ({
  key: `key of ${text}`,
  address: '1-2',
  person: '1-2',
  text,
  ...given,
});

function start(given: Parameters<typeof harness>[0] = {}) {
  const channel = fakeChannel();
  const ports = harness({
    ...given,
    receiverOf: createReplyReceivers([channel], { now: () => 0, warn: () => undefined }),
  });
  const open: OpenChannel = { channel, bot: { name: 'shop', locales: ['ko_KR', 'en_US'] } };
  return { channel, open, ports: { ...ports, ledger: createMemoryLedger(ports.now) } };
}

async function work(ports: Harness): Promise<void> {
  for (const invoked of ports.invoked.splice(0)) {
    const [conversationId = '', messageId = ''] = invoked.split(' ');
    await answer({ conversationId, messageId }, ports, new AbortController().signal);
  }
}

it('has what was said answered where it was said, and shows first that somebody works on it', async () => {
  const { channel, open, ports } = start({ model: modelSaying('사흘 ', '걸려요.') });
  await hear([said('배송은 얼마나 걸려요?')], open, ports);
  expect(ports.invoked).toHaveLength(1);
  await work(ports);
  expect(channel.told).toEqual(['1-2 …', '1-2 사흘 걸려요.']);
});

it('asks for one worker for all that one person said, and for one a person', async () => {
  const { channel, open, ports } = start();
  const other = { address: '1-3', person: '1-3' };
  await hear([said('하나'), said('둘'), said('셋', other)], open, ports);
  expect(ports.invoked).toHaveLength(2);
  await work(ports);
  expect(channel.told.filter(told => told.endsWith('답이에요.')).sort()).toEqual([
    '1-2 답이에요.',
    '1-2 답이에요.',
    '1-3 답이에요.',
  ]);
});

it('does nothing about what was answered, or failed and told so, when it is delivered again', async () => {
  const failing = modelSaying(new UpstreamError('bedrock', { cause: 'down' }));
  const { channel, open, ports } = start({ model: failing });
  await hear([said('배송은 얼마나 걸려요?')], open, ports);
  await work(ports);
  const told = [...channel.told];
  expect(told.at(-1)).toContain('답변을 드리지 못해요');
  for (let i = 0; i < 5; i++) await hear([said('배송은 얼마나 걸려요?')], open, ports);
  expect(ports.invoked).toEqual([]);
  expect(channel.told).toEqual(told);
});

it('has what nobody has begun to answer asked for again when it is delivered again', async () => {
  const { channel, open, ports } = start();
  await hear([said('안녕')], open, ports);
  ports.invoked.splice(0);
  await hear([said('안녕')], open, ports);
  await work(ports);
  expect(channel.told).toEqual(['1-2 …', '1-2 답이에요.']);
});

it('has it delivered again when it could not be stored', async () => {
  const { open, ports } = start();
  const broken = {
    ...ports,
    history: {
      ...ports.history,
      accept: async () => {
        throw new UpstreamError('dynamodb', { cause: 'down' });
      },
    },
  };
  await expect(hear([said('안녕')], open, broken)).rejects.toThrow(UpstreamError);
  expect(ports.invoked).toEqual([]);
});

it('tells once that it was too fast, too long or no text, and stores none of it', async () => {
  const { channel, open, ports } = start();
  const slow = { ...ports, rates: { ...ports.rates, visitor: { perMinute: 1, burst: 1 } } };
  await hear([said('하나'), said('둘'), said('셋')], open, slow);
  expect(channel.told).toEqual([expect.stringContaining('너무 빨리')]);
  expect(ports.noted).toEqual(['rate-limited', 'rate-limited']);
  await hear(
    [said('가'.repeat(5_000), { person: '1-4', address: '1-4' }), said(null, { person: '1-5', address: '1-5' })],
    open,
    ports,
  );
  expect(channel.told.slice(1)).toEqual([expect.stringContaining('너무 길어서'), expect.stringContaining('글만')]);
  const { entries } = await ports.history.page(channelConversation('shop', 'fax', '1-2'), 10);
  expect(entries).toHaveLength(1);
});

it('goes on in the locale in which a conversation was begun', async () => {
  const { open, ports } = start();
  await hear([said('안녕')], open, ports);
  await work(ports);
  await hear([said('Kim')], open, ports);
  await work(ports);
  const { entries } = await ports.history.page(channelConversation('shop', 'fax', '1-2'), 10);
  expect(entries.map(entry => (entry.role === 'assistant' ? entry.locale : entry.text))).toEqual([
    '안녕',
    'ko_KR',
    'Kim',
    'ko_KR',
  ]);
});

it('says what there is of an answer that broke off, and that it did', async () => {
  const { channel, open, ports } = start({ recognizer: downBot, model: modelSaying('한지는', new Error('cut')) });
  await hear([said('한지는 무엇인가요?')], open, ports);
  await work(ports);
  expect(channel.told).toEqual(['1-2 …', '1-2 한지는', expect.stringContaining('끊겼어요')]);
});

it('knows a message by the platform’s id, whatever that is, and a conversation by its address', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(isMessageId(channelMessageId('fax', one))).toBe(true);
      expect(channelMessageId('fax', one) === channelMessageId('fax', other)).toBe(one === other);
      expect(channelMessageId('fax', one)).not.toBe(channelMessageId('telex', one));
      expect(replyIdOf(channelMessageId('fax', one))).toMatch(/\.reply$/);
    }),
  );
  expect(addressIn('fax', channelConversation('shop', 'fax', 'T1-C2-3.4'))).toBe('T1-C2-3.4');
  expect(addressIn('fax', channelConversation('shop', 'telex', '1'))).toBeUndefined();
  expect(addressIn('fax', 'shop.0123456789abcdef0123456789abcdef')).toBeUndefined();
});
