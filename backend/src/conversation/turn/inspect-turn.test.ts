import { parseInspection, type ServerMessage } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { answer } from '../answer.ts';
import type { Receiver } from '../delivery/delivery.ts';
import { botSaying, downBot, harness, heardBy, modelSaying, run, say, text, understanding } from '../fakes.ts';
import { UpstreamError } from '../upstream-error.ts';

const LEX = {
  interpretations: [{ intent: 'Hello', confidence: 0.9, state: 'InProgress' }],
  slots: { Name: null },
  contexts: [],
  action: 'ElicitSlot',
  slot: 'Name',
};
const bot = botSaying([text('이름이 뭐예요?')], { inspection: LEX });
const inspects = (visitorId: string) => visitorId === 'developer';
const inspections = (heard: readonly ServerMessage[]) =>
  heard.flatMap(message => (message.type === 'turn-inspected' ? [parseInspection(message.inspection)] : []));

async function turnOf(visitorId: string, given: Parameters<typeof harness>[0]) {
  const ports = harness({ inspects, ...given });
  await ports.turns.connect('c1', { connectionId: 'tab', open: [], at: 1, until: Infinity });
  const { id } = await say(ports, 'c1', { visitorId });
  await run(ports, id);
  return { id, heard: heardBy(ports, 'tab') };
}

it('tells a developer, behind the end, what Lex made of it, who answered and why, and how long it took [P8.10]', async () => {
  const { id, heard } = await turnOf('developer', { recognizer: bot });
  expect(heard.map(({ type }) => type).slice(-2)).toEqual(['reply-end', 'turn-inspected']);
  expect(inspections(heard)).toEqual([
    {
      messageId: id,
      route: { to: 'intent', because: 'Hello' },
      lex: LEX,
      reason: 'complete',
      waitedMs: expect.any(Number) as number,
      lexMs: expect.any(Number) as number,
      firstShownMs: expect.any(Number) as number,
      wholeMs: expect.any(Number) as number,
      usage: null,
    },
  ]);
});

it('tells it also to whoever waits for the answer over HTTP [P8.10]', async () => {
  const ports = harness({ inspects, recognizer: bot });
  const { id } = await say(ports, 'c1', { visitorId: 'developer' });
  const told: ServerMessage[] = [];
  const receiver: Receiver = { id: 'events', open: [], at: 0, post: async message => (told.push(message), 'sent') };
  await answer({ conversationId: 'c1', messageId: id, receiver }, ports, new AbortController().signal);
  expect(told.map(({ type }) => type).slice(-2)).toEqual(['reply-end', 'turn-inspected']);
  expect(inspections(told)).toMatchObject([{ messageId: id, lex: LEX }]);
});

it('tells of the model why it was asked, and its tokens', async () => {
  const { heard } = await turnOf('developer', { recognizer: downBot, model: modelSaying('네.') });
  expect(inspections(heard)).toMatchObject([
    { route: { to: 'model', because: 'unavailable' }, lex: null, lexMs: null, reason: 'complete' },
  ]);
});

it('tells of a turn that failed, too', async () => {
  const recognizer = { speaks: () => true, recognize: async () => understanding({ isFallback: true, messages: [] }) };
  const model = modelSaying(new UpstreamError('bedrock', { cause: new Error('down') }));
  const { heard } = await turnOf('developer', { recognizer, model });
  expect(heard.map(({ type }) => type).slice(-2)).toEqual(['failure', 'turn-inspected']);
  expect(inspections(heard)).toMatchObject([{ route: { to: 'model', because: 'fallback' }, reason: 'unavailable' }]);
});

it('tells nobody else', async () => {
  for (const visitorId of ['guest-1', 'signed-1', 'developer2'])
    expect(inspections((await turnOf(visitorId, { recognizer: bot })).heard)).toEqual([]);
  expect(inspections((await turnOf('developer', { recognizer: bot, inspects: undefined as never })).heard)).toEqual([]);
});
