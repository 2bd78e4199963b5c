import type { AnswerInvoker } from '../conversation/ports.ts';
import type { Environment } from './environment.ts';

/** Has answers given. Whoever only reads what was said, or answers by itself, never loads the client for it. */
export function createInvoker({ ANSWER_FUNCTION }: Environment): AnswerInvoker {
  let invoker: Promise<AnswerInvoker> | undefined;
  return {
    async invoke(conversationId, messageId) {
      invoker ??= import('./lambda-answers.ts').then(({ createLambdaAnswers }) => createLambdaAnswers(ANSWER_FUNCTION));
      await (await invoker).invoke(conversationId, messageId);
    },
  };
}
