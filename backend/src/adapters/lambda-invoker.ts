import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { AnswerInvoker } from '../conversation/ports.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';

/** What the answering function is told: ids, never a text. */
export interface AnswerEvent {
  readonly conversationId: string;
  readonly messageId: string;
}

/** Calls the answering function and does not wait for it. */
export function createLambdaInvoker(client: LambdaClient, functionName: string): AnswerInvoker {
  return {
    async invoke(conversationId, messageId) {
      const event: AnswerEvent = { conversationId, messageId };
      try {
        await client.send(
          new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: JSON.stringify(event) }),
        );
      } catch (error) {
        throw new UpstreamError('lambda', { cause: error });
      }
    },
  };
}
