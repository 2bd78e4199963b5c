import { createDynamoHistory } from '@lex-chat/backend/adapters/dynamo/history';
import { createDynamoTurns } from '@lex-chat/backend/adapters/dynamo/turns';
import { answer } from '@lex-chat/backend/conversation/answer';
import { harness, newMessage } from '@lex-chat/backend/conversation/fakes';
import { newMessageId, replyIdOf, type ServerMessage } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { openVisitor, type VisitorSocket } from '../stack/visitor.ts';
import { inParallel } from './in-parallel.ts';
import { measured, times } from './measured.ts';
import { startMeteredDynamo } from './metered-dynamo.ts';

const running = useStack({ pace: { firstTokenMs: 5, tokensPerSecond: 4_000 } });

const DAY_MS = 86_400_000;
/** What clocks of visitors show, in milliseconds since 1970. */
const CLOCKS = [Date.UTC(9999, 11, 31), 0, Date.now() + DAY_MS, Date.now() - DAY_MS, Date.now()];

it('[R8] keeps the order of acceptance, whatever the clocks of visitors show', async ({ task }) => {
  const conversations = times(5, 100, 2);
  let wrong = 0;
  await inParallel(
    Array.from({ length: conversations }).keys(),
    async () => {
      const visitor = await openVisitor(running.stack.url);
      const socket = await visitor.connect();
      const said: string[] = [];
      for (const clock of CLOCKS) {
        const messageId = newMessageId(clock);
        said.push(messageId);
        socket.say({ type: 'message-send', messageId, text: '배송비는 얼마예요?' });
        await socket.hear('message-accepted', accepted => accepted.messageId === messageId);
      }
      for (const id of said) await socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(id));
      const order = (await visitor.history()).entries.map(({ id }) => id);
      if (order.join() !== said.flatMap(id => [id, replyIdOf(id)]).join()) wrong += 1;
      socket.close();
    },
    3,
  );
  measured(task).is('conversations in another order', 0, wrong);
});

it('[R8] keeps the order of acceptance when the clock of the service is put back by five minutes', async ({ task }) => {
  const dynamo = await startMeteredDynamo();
  let wrong = 0;
  const conversations = times(20, 100, 4);
  for (let nth = 0; nth < conversations; nth++) {
    const conversationId = newMessageId();
    let clock = 1_790_000_000_000;
    const now = () => clock;
    const history = createDynamoHistory(dynamo.documents, 'conversations', now);
    const ports = { ...harness({ now, history }), turns: createDynamoTurns(dynamo.documents, 'conversations', now) };
    const said: string[] = [];
    for (let i = 0; i < 5; i++) {
      const message = newMessage();
      said.push(message.id);
      await history.accept(conversationId, message);
      clock += i % 2 ? 1_000 : -5 * 60_000;
      // Every other one waits for the next.
      if ((nth + i) % 2) await answer({ conversationId, messageId: message.id }, ports, new AbortController().signal);
    }
    await answer({ conversationId, messageId: said.at(-1)! }, ports, new AbortController().signal);
    const order = (await history.page(conversationId, 20)).entries.map(({ id }) => id);
    if (order.join() !== said.flatMap(id => [id, replyIdOf(id)]).join()) wrong += 1;
  }
  await dynamo.close();
  measured(task).is('conversations in another order, or not answered', 0, wrong);
});

it('[R9] tells two tabs that speak at the same time one list, and nothing of it twice', async ({ task }) => {
  const conversations = times(5, 50, 2);
  let different = 0;
  await inParallel(
    Array.from({ length: conversations }).keys(),
    async () => {
      const visitor = await openVisitor(running.stack.url);
      const tabs = [await visitor.connect(), await visitor.connect()];
      const ids = Array.from({ length: 3 }, () => tabs.map(() => newMessageId()));
      for (const said of ids)
        tabs.forEach((tab, which) => {
          tab.say({ type: 'message-send', messageId: said[which]!, text: '배송비는 얼마예요?' });
        });
      const all = ids.flat();
      for (const tab of tabs) await hearAll(tab, all);
      const history = (await visitor.history()).entries;
      const order = history.flatMap(({ id, role }) => (role === 'visitor' ? [id] : [])).join();
      expect([...history.map(({ id }) => id)].sort()).toEqual(all.flatMap(id => [id, replyIdOf(id)]).sort());
      if (tabs.some(tab => listOf(tab.heard).join() !== order)) different += 1;
      if (tabs.some(tab => hasTwice(tab.heard))) different += 1;
      for (const tab of tabs) tab.close();
    },
    3,
  );
  measured(task).is('tabs whose list is another', 0, different);
});

/** Until each message has its place, and the end of its reply. */
async function hearAll(tab: VisitorSocket, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await tab.hear('reply-end', ({ replyId }) => replyId === replyIdOf(id));
    await Promise.race([
      tab.hear('message-accepted', ({ messageId }) => messageId === id),
      tab.hear('entry', ({ entry }) => entry.id === id),
    ]);
  }
}

/** The messages in the order of their places, as a tab sorts what it hears. */
function listOf(heard: readonly ServerMessage[]): readonly string[] {
  const placed = heard.flatMap(message => {
    if (message.type === 'message-accepted') return [{ id: message.messageId, place: message.place! }];
    if (message.type === 'entry' && message.entry.role === 'visitor')
      return [{ id: message.entry.id, place: message.entry.place! }];
    return [];
  });
  return placed.sort((one, other) => one.place - other.place).map(({ id }) => id);
}

function hasTwice(heard: readonly ServerMessage[]): boolean {
  const ends = heard.flatMap(message => (message.type === 'reply-end' ? [message.replyId] : []));
  return new Set(ends).size !== ends.length;
}
