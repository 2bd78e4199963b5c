import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { TABLES } from '@lex-chat/demo/stack-environment';
import { newMessageId, type Entry } from '@lex-chat/protocol';
import { beforeAll, expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { openVisitor, type Visitor, type VisitorSocket } from '../stack/visitor.ts';
import { outcome, question } from './faulty-stack.ts';
import { inParallel } from './in-parallel.ts';
import { measured, times } from './measured.ts';

const running = useStack({ pace: { firstTokenMs: 5, tokensPerSecond: 2_000 } });
let calls = 0;
beforeAll(() => {
  running.stack.model.direct({ answer: ({ question }) => `들었어요: ${question}`, pieces: 8 });
  running.stack.model.overhear(() => (calls += 1));
});

const VISITORS = times(8, 50, 5);
const MESSAGES_EACH = times(3, 10);

it('[R2] has what is sent up to five times, in parallel and by every way, take effect once', async ({ task }) => {
  const before = await stored();
  const asked = calls;
  const told: string[] = [];
  let sends = 0;
  await inParallel(Array.from({ length: VISITORS }).keys(), async nth => {
    const { visitor, socket } = await connected();
    for (let i = 0; i < MESSAGES_EACH; i++) {
      const messageId = newMessageId();
      const text = question(messageId);
      const ways = Array.from({ length: 1 + ((nth + i) % 5) }, (_, copy) => WAYS[(nth + i + copy) % WAYS.length]!);
      const answers = await Promise.all(ways.map(way => way({ visitor, socket, messageId, text })));
      // As if none of them had arrived.
      const again = await WAYS[i % WAYS.length]!({ visitor, socket, messageId, text });
      sends += ways.length + 1;
      told.push(...new Set([...answers, again].map(answer => `${messageId} ${answer}`)));
      expect(again).toBe(`들었어요: ${text}`);
    }
    socket.close();
  });
  const count = VISITORS * MESSAGES_EACH;
  const after = await stored();
  expect(sends, 'sent more often than there are messages').toBeGreaterThan(count * 3);
  measured(task).is('messages stored', count, after.messages - before.messages);
  measured(task).is('model calls', count, calls - asked);
  measured(task).is('answers stored', count, after.replies - before.replies);
  measured(task).is('different answers told', count, told.length);
});

it('[R3] keeps one of two texts under one id, and answers that one alone', async ({ task }) => {
  const before = await stored();
  const asked = calls;
  const count = times(20, 200, 8);
  const mixed: string[] = [];
  await inParallel(
    Array.from({ length: times(4, 20) }).keys(),
    async () => {
      const { visitor, socket } = await connected();
      for (let i = 0; i < count / times(4, 20); i++) {
        const messageId = newMessageId();
        const texts = ['교환이나 환불은 어떻게 하나요?', '배송비는 얼마예요?'].map(text => `${text} ${messageId}`);
        const answers = await Promise.all(
          texts.map((text, which) => WAYS[(i + which) % WAYS.length]!({ visitor, socket, messageId, text })),
        );
        const entries = (await visitor.history()).entries.filter(entry => idOf(entry) === messageId);
        const [kept] = entries.map(({ text }) => text);
        if (new Set(answers).size !== 1 || answers[0] !== `들었어요: ${kept}` || entries.length !== 2)
          mixed.push(messageId);
      }
      socket.close();
    },
    4,
  );
  expect((await stored()).messages - before.messages).toBe(count);
  measured(task).is('model calls for as many ids', count, calls - asked);
  measured(task).is('ids with both', 0, mixed.length);
});

interface Sending {
  readonly visitor: Visitor;
  readonly socket: VisitorSocket;
  readonly messageId: string;
  readonly text: string;
}

/** Each sends a message and gives the answer that came of it. */
const WAYS: readonly ((sending: Sending) => Promise<string>)[] = [
  async ({ socket, messageId, text }) => {
    socket.say({ type: 'message-send', messageId, text });
    return (await outcome(socket, messageId)).text;
  },
  async ({ visitor, messageId, text }) => (await visitor.ask(text, { messageId })).msg,
  async ({ visitor, messageId, text }) => {
    const response = await fetch(`${running.stack.url}/chat`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', authorization: `Bearer ${visitor.session.token}` },
      body: JSON.stringify({ text, messageId }),
    });
    const lines = (await response.text()).split('\n').filter(line => line.startsWith('data: '));
    const told = lines.map(line => JSON.parse(line.slice('data: '.length)) as { text?: string; entry?: Entry });
    return told.map(message => message.entry?.text ?? message.text ?? '').join('');
  },
];

async function connected() {
  const visitor = await openVisitor(running.stack.url);
  return { visitor, socket: await visitor.connect() };
}

function idOf(entry: Entry): string {
  return entry.role === 'visitor' ? entry.id : entry.inReplyTo;
}

/** What lies in the table, counted in the table. */
async function stored(): Promise<{ readonly messages: number; readonly replies: number }> {
  const client = new DynamoDBClient({
    endpoint: running.stack.dynamo.url,
    region: 'local',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const items: string[] = [];
  const pages = paginateScan({ client: DynamoDBDocumentClient.from(client) }, { TableName: TABLES.conversationsTable });
  for await (const { Items = [] } of pages) items.push(...Items.map(({ item }) => item as string));
  client.destroy();
  const beginning = (prefix: string) => items.filter(item => item.startsWith(prefix)).length;
  return { messages: beginning('message#'), replies: beginning('reply#') };
}
