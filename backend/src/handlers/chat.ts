import { JSON_ANSWER_WAIT_MS, replyIdOf, type ChatPending } from '@lex-chat/protocol';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { follow } from '../conversation/delivery/follow.ts';
import { answerSafely } from './answer-safely.ts';
import { ask, type Asked, type ChatOptions } from './ask.ts';
import { toChatAnswer } from './chat-answer.ts';
import { streamAnswer, type Body } from './chat-events.ts';
import { jsonAnswer, Refusal, type RestAnswer } from './rest-answer.ts';
import { readRestRequest } from './rest-request.ts';

/** `POST /chat`: a message, and its answer in one piece or as server-sent events. */
export function createChatHandler(options: ChatOptions) {
  return (
    event: APIGatewayProxyEvent,
    context: Pick<Context, 'getRemainingTimeInMillis'>,
  ): Promise<RestAnswer<Body>> => {
    const request = readRestRequest(event);
    return answerSafely<Body>(request, options, async () => {
      const asked = await ask(request, options);
      return request.accept.includes('text/event-stream')
        ? streamAnswer(asked, options, context)
        : answerWhole(asked, options);
    });
  };
}

async function answerWhole(
  { conversationId, messageId, accepted, session, sessionBegan }: Asked,
  options: ChatOptions,
): Promise<RestAnswer> {
  const replyId = replyIdOf(messageId);
  const opened = session ? { session } : {};
  if (accepted.state === 'answered')
    return jsonAnswer(200, { ...toChatAnswer(accepted.reply, accepted.reply.reason), ...opened });

  await options.invoker.invoke(conversationId, messageId);
  await accepted.announce();
  const followed = { conversationId, messageId, formerAttempt: accepted.formerAttempt, sessionBegan };
  for await (const seen of follow(followed, options, AbortSignal.timeout(JSON_ANSWER_WAIT_MS))) {
    if (seen.state === 'failed') throw new Refusal(seen.code);
    if (seen.state === 'ended')
      return jsonAnswer(200, { ...toChatAnswer(seen.reply.draft, seen.reply.reason ?? 'complete'), ...opened });
  }
  const pending: ChatPending = { messageId, replyId, poll: `/history/messages/${messageId}`, ...opened };
  return jsonAnswer(202, pending);
}
