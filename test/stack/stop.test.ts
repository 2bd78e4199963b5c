import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { useStack } from './stack.ts';
import { openVisitor } from './visitor.ts';

// Slow enough that a stop comes in the middle of an answer, which would take some ten seconds.
const running = useStack({ pace: { firstTokenMs: 20, tokensPerSecond: 8 } });

it('stops a reply when asked, and stores just what was said [P5.6] [R13]', async () => {
  const visitor = await openVisitor(running.stack.url);
  const socket = await visitor.connect();
  const messageId = newMessageId();
  socket.say({ type: 'message-send', messageId, text: '교환이나 환불은 어떻게 하나요?' });
  await socket.hear('reply-delta');
  socket.say({ type: 'reply-stop', replyId: replyIdOf(messageId) });
  const { reason, length } = await socket.hear('reply-end');
  expect(reason).toBe('stopped');

  const stored = (await visitor.history()).entries.at(-1)!;
  expect(stored).toMatchObject({ reason: 'stopped' });
  expect(stored.text).toHaveLength(length);
  const told = socket.heard.flatMap(message => (message.type === 'reply-delta' ? [message.text] : []));
  expect(told.join('')).toBe(stored.text);
  socket.close();
});
