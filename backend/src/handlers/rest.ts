import {
  isMessageId,
  parsePageLimit,
  parseSessionRequest,
  parseStopRequest,
  type HistoryPage,
} from '@lex-chat/protocol';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { messageStatus } from '../conversation/message-status.ts';
import type { AnswerInvoker } from '../conversation/ports.ts';
import type { HistoryStore, TurnStore } from '../conversation/stores.ts';
import { authorize, claimsOf } from './authorize.ts';
import { openSession, renewSession, type SessionOptions } from './open-session.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import { answerSafely, type SafetyOptions } from './answer-safely.ts';
import { accepted, jsonAnswer, Refusal, type RestAnswer } from './rest-answer.ts';
import { readRestRequest, type RestRequest } from './rest-request.ts';

export interface RestOptions extends SessionOptions, SafetyOptions {
  readonly history: HistoryStore;
  readonly turns: TurnStore;
  readonly invoker: AnswerInvoker;
  readonly now: () => number;
}

type Step = (request: RestRequest, options: RestOptions) => Promise<RestAnswer>;

/** Everything over REST that is answered in one piece. */
export function createRestHandler(options: RestOptions) {
  return (event: APIGatewayProxyEvent): Promise<RestAnswer> => {
    const request = readRestRequest(event);
    return answerSafely(request, options, () => {
      const step = STEPS[`${request.method} ${request.resource}`];
      if (!step) throw new Refusal('not-found');
      return step(request, options);
    });
  };
}

const STEPS: Readonly<Record<string, Step | undefined>> = {
  'POST /sessions': async (request, options) => {
    const { language } = accepted(parseSessionRequest(request.body));
    if (request.bearer === undefined) return jsonAnswer(200, (await openSession(language, options)).session);
    const claims = claimsOf(await options.tokens.verifyForRenewal(request.bearer));
    return jsonAnswer(200, (await renewSession(claims, options)).session);
  },

  'POST /chat/stop': async (request, options) => {
    const { conversationId } = await authorize(request, options.tokens);
    const { replyId } = accepted(parseStopRequest(request.body));
    await options.turns.stop(conversationId, replyId);
    return jsonAnswer(202, {});
  },

  'GET /history': async (request, options) => {
    const { conversationId } = await authorize(request, options.tokens);
    const limit = accepted(parsePageLimit(request.query['limit']));
    const before = accepted(readCursor(request.query['before']));
    const { entries, rest } = await options.history.page(conversationId, limit, before);
    const page: HistoryPage = { entries, before: rest === null ? null : writeCursor(rest) };
    return jsonAnswer(200, page);
  },

  'GET /history/messages/{messageId}': async (request, options) => {
    const { conversationId } = await authorize(request, options.tokens);
    const { messageId } = request.parameters;
    // An id that cannot be one is as unknown as one that is nobody's.
    if (!isMessageId(messageId)) return jsonAnswer(200, { state: 'unknown' });
    return jsonAnswer(200, await messageStatus(conversationId, messageId, options));
  },

  'GET /health': async () => jsonAnswer(200, { status: 'ok' }),
};
