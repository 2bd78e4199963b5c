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
    const signal = AbortSignal.timeout(context.getRemainingTimeInMillis() - FAREWELL_MS);
    const isDone = await answer({ conversationId, messageId }, ports, signal).then(
      () => true,
      (error: unknown) => {
        ports.warn('answer-failed', error);
        return false;
      },
    );
    // Lambda writes what is thrown into its log, and notes it with the event: AWS quotes rejected values in some messages.
    if (!isDone) throw new Error('the answer failed: the log says why');
  };
}
