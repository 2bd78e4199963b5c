import {
  isMessageId,
  parseFeedbackRequest,
  parsePageLimit,
  type HistoryPage,
  type WaitAnswer,
} from '@lex-chat/protocol';
import { deleteHistory, type DeletePorts } from '../conversation/erasure/delete-history.ts';
import { messageStatus } from '../conversation/message-status.ts';
import { dialogueOf } from '../conversation/conversation-id.ts';
import type { AnswerInvoker, BotPatience } from '../conversation/ports.ts';
import type { HistoryStore, TurnStore } from '../conversation/stores.ts';
import { authorizeCounted, type CountOptions } from './count-request.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import { accepted, emptyAnswer, jsonAnswer, Refusal, type RestAnswer } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';

export interface HistoryOptions extends DeletePorts, CountOptions {
  readonly history: HistoryStore;
  readonly turns: TurnStore;
  readonly invoker: AnswerInvoker;
  readonly botPatience: BotPatience;
}

type Step = (request: RestRequest, options: HistoryOptions) => Promise<RestAnswer>;

/** What was said: read, deleted, rated. Always in the conversation of the session token. */
export const HISTORY_STEPS: Readonly<Record<string, Step>> = {
  'GET /history': async (request, options) => {
    const { conversationId } = await authorizeCounted(request, options);
    const limit = accepted(parsePageLimit(request.query['limit']));
    const before = accepted(readCursor(request.query['before']));
    const { entries, rest } = await options.history.page(conversationId, limit, before);
    const page: HistoryPage = { entries, before: rest === null ? null : writeCursor(rest) };
    return jsonAnswer(200, page);
  },

  'DELETE /history': async (request, options) => {
    const { conversationId } = await authorizeCounted(request, options);
    await deleteHistory(conversationId, options);
    return emptyAnswer();
  },

  'GET /history/messages/{messageId}': async (request, options) => {
    const { conversationId } = await authorizeCounted(request, options);
    const { messageId } = request.parameters;
    // An id that cannot be one is as unknown as one that is nobody's.
    if (!isMessageId(messageId)) return jsonAnswer(200, { state: 'unknown' });
    return jsonAnswer(200, await messageStatus(conversationId, messageId, options));
  },

  'POST /chat/wait': async (request, options) => {
    const { conversationId } = await authorizeCounted(request, options);
    const { cleared } = await options.turns.read(conversationId);
    const outcome = await options.botPatience.wait(dialogueOf(conversationId, cleared));
    return jsonAnswer(200, { waits: outcome === 'waiting' } satisfies WaitAnswer);
  },

  'POST /feedback': async (request, options) => {
    const { conversationId } = await authorizeCounted(request, options);
    const { replyId, ...feedback } = accepted(parseFeedbackRequest(request.body));
    if ((await options.history.rate(conversationId, replyId, feedback)) === 'unknown') throw new Refusal('not-found');
    return emptyAnswer();
  },
};
