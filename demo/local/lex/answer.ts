import { gzipSync } from 'node:zlib';
import type { SessionState } from './engine/session-state.ts';
import type { Call } from './route.ts';
import { parsePutSession, parseRecognizeText } from './parse-request.ts';
import type { Runtime } from './runtime.ts';
import type { Session } from './sessions.ts';

/** An answer as it goes over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Does what a client asks of a bot. Throws a LexFault for what Lex refuses. */
export async function answerCall(runtime: Runtime, call: Call, body: string): Promise<Answer> {
  const { operation, ...path } = call;
  const { sessionId } = path;
  switch (operation) {
    case 'RecognizeText': {
      const request = parseRecognizeText(body);
      const session = await runtime.recognizeText(path, request);
      const { messages, interpretations } = session;
      return json({
        // A turn without words has no `messages` at all.
        ...(messages.length > 0 && { messages }),
        sessionState: sessionStateOf(session),
        interpretations,
        requestAttributes: session.dialogue.requestAttributes,
        sessionId,
      });
    }
    case 'GetSession': {
      const session = runtime.getSession(path);
      const { messages, interpretations } = session;
      return json({ sessionId, messages, interpretations, sessionState: sessionStateOf(session) });
    }
    case 'PutSession': {
      const request = parsePutSession(body);
      const session = await runtime.putSession(path, request);
      return {
        status: 200,
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          'x-amz-lex-session-id': sessionId,
          'x-amz-lex-messages': packed(session.messages),
          'x-amz-lex-session-state': packed(sessionStateOf(session)),
          'x-amz-lex-request-attributes': packed(session.dialogue.requestAttributes),
        },
        body: '',
      };
    }
    case 'DeleteSession':
      await runtime.deleteSession(path);
      return json(path);
  }
}

function sessionStateOf({ dialogue, runtimeHints, originatingRequestId }: Session): SessionState {
  return {
    dialogAction: dialogue.dialogAction,
    ...(dialogue.intent && { intent: dialogue.intent }),
    activeContexts: dialogue.activeContexts,
    sessionAttributes: dialogue.sessionAttributes,
    originatingRequestId,
    ...(runtimeHints && { runtimeHints }),
  };
}

function json(value: unknown): Answer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** Headers hold no JSON and no Hangul, so Lex compresses and encodes. */
function packed(value: unknown): string {
  return gzipSync(JSON.stringify(value)).toString('base64');
}
