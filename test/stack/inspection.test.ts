import { newMessageId, parseInspection, parseServerMessage, replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { siteOf } from './site.ts';
import { useStack } from './stack.ts';
import { openVisitor, post, type Visitor } from './visitor.ts';

const running = useStack();
const site = siteOf(() => running.stack);

/**
 * What a visitor hears on their socket of two messages and their answers. What is told behind the end of the first turn was told when
 * the second begins.
 */
async function heardBy(visitor: Visitor) {
  const socket = await visitor.connect();
  for (const text of ['안녕', '배송은 얼마나 걸려요?']) {
    const messageId = newMessageId();
    socket.say({ type: 'message-send', messageId, text });
    await socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId));
  }
  socket.close();
  return socket.heard;
}

it('tells a developer how each turn was answered, for whom the site has signed that [P8.10]', async () => {
  const visitorToken = await site.token('user-1', { inspect: true });
  const heard = await heardBy(await site.signIn('user-1', { visitorToken }));
  const told = heard.flatMap(message =>
    message.type === 'turn-inspected' ? [parseInspection(message.inspection)] : [],
  );
  expect(told[0]).toMatchObject({
    route: { to: 'intent', because: 'HelloWorld' },
    lex: { action: 'ElicitSlot' },
    reason: 'complete',
  });
  const [best] = told[0]!.lex!.interpretations;
  expect(best!.intent).toBe('HelloWorld');
  expect(best!.confidence).toBeGreaterThan(0.4);
  expect(told[0]!.wholeMs).toBeGreaterThanOrEqual(told[0]!.lexMs!);
});

it('tells it with an answer as server-sent events as well [P8.10]', async () => {
  const visitorToken = await site.token('user-2', { inspect: true });
  const developer = await site.signIn('user-2', { visitorToken });
  const guest = await openVisitor(running.stack.url);
  const eventsOf = async ({ session }: Visitor) => {
    const response = await post(
      `${running.stack.url}/chat`,
      { text: '안녕' },
      { authorization: `Bearer ${session.token}`, accept: 'text/event-stream' },
    );
    return [...(await response.text()).matchAll(/^data: (.*)$/gm)].flatMap(([, data]) => {
      const message = parseServerMessage(data!);
      return message?.type === 'turn-inspected' ? [parseInspection(message.inspection)] : [];
    });
  };
  expect(await eventsOf(developer)).toMatchObject([{ lex: { action: 'ElicitSlot' }, reason: 'complete' }]);
  expect(await eventsOf(guest)).toEqual([]);
});

it('tells nobody else, whatever they ask for [P8.10]', async () => {
  const { url } = running.stack;
  const others = [
    await openVisitor(url),
    await openVisitor(url, 'ko', { inspect: true, inspects: true }),
    await site.signIn('user-1'),
    await site.signIn('user-1', { inspect: true }),
    await site.signIn('user-1', { visitorToken: { ...(await site.pair('user-1')), inspect: true } }),
    await site.signIn('user-1', { visitorToken: await site.token('user-1', { inspect: 'true' }) }),
  ];
  for (const visitor of others) {
    const heard = await heardBy(visitor);
    expect(heard.filter(({ type }) => type === 'turn-inspected')).toEqual([]);
  }
});

it('keeps what a user said as themselves from being looked at', async () => {
  const [user, developer] = [
    await site.signIn('user-7'),
    await site.signIn('user-7', { visitorToken: await site.token('user-7', { inspect: true }) }),
  ];
  await user.ask('안녕');
  expect((await developer.history()).entries).toEqual([]);
});
