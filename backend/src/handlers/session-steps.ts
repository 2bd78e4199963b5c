import { parseSessionRequest, parseStopRequest } from '@lex-chat/protocol';
import { logOutEverywhere } from './log-out-everywhere.ts';
import { authorize } from './authorize.ts';
import { authorizeCounted } from './count-request.ts';
import { countSession, openSession, renewSession } from './open-session.ts';
import { accepted, emptyAnswer, jsonAnswer, type RestAnswer } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';
import { signIn, type SignInOptions } from './sign-in.ts';

type Step = (request: RestRequest, options: SignInOptions) => Promise<RestAnswer>;

/** Sessions begin, go on and end. */
export const SESSION_STEPS: Readonly<Record<string, Step>> = {
  'POST /sessions': async (request, options) => {
    const asked = accepted(parseSessionRequest(request.body));
    const { visitorToken } = asked;
    if (visitorToken !== undefined) {
      await countSession(request, options);
      return jsonAnswer(200, (await signIn(visitorToken, asked, request.bearer, options)).session);
    }
    // Going on with a session makes nobody new, and is not counted.
    const opened =
      request.bearer === undefined ? openSession(request, asked, options) : renewSession(request.bearer, options);
    return jsonAnswer(200, (await opened).session);
  },

  'DELETE /sessions': async (request, options) => {
    await logOutEverywhere(await authorize(request, options.admission), options);
    return emptyAnswer();
  },

  'POST /chat/stop': async (request, options) => {
    const { conversationId } = await authorizeCounted(request, options);
    const { replyId } = accepted(parseStopRequest(request.body));
    await options.turns.stop(conversationId, replyId);
    return jsonAnswer(202, {});
  },
};
