import { isMessageId, isRecord } from '@lex-chat/protocol';
import type { Context } from 'aws-lambda';
import { answer, type AnswerPorts } from '../conversation/answer.ts';

/** What is left for saying goodbye once an answer has run out of time, in milliseconds. */
const FAREWELL_MS = 5_000;

/** Answers a conversation, called by nobody who waits. */
export function createAnswerHandler(ports: AnswerPorts) {
  return async (event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> => {
    if (!isRecord(event) || typeof event['conversationId'] !== 'string' || !isMessageId(event['messageId'])) {
      throw new Error('the event is not { conversationId, messageId }');
    }
    const { conversationId, messageId } = event as { conversationId: string; messageId: string };
    await answer(
      { conversationId, messageId },
      ports,
      AbortSignal.timeout(context.getRemainingTimeInMillis() - FAREWELL_MS),
    );
  };
}
