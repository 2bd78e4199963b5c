import { isRecord, LEX_TEXT_MAX_LENGTH, readJson } from '@lex-chat/protocol';
import type { Attributes, Message, SessionState } from './engine/session-state.ts';
import { invalid } from './lex-fault.ts';
import { parseMessages } from './parse-messages.ts';
import { parseAttributes, parseSessionState } from './parse-session-state.ts';

export interface RecognizeTextRequest {
  readonly text: string;
  readonly sessionState: SessionState;
  readonly requestAttributes: Attributes;
}

export interface PutSessionRequest {
  readonly sessionState: SessionState;
  /** Undefined when Lex is to say what its bot has to say. */
  readonly messages: readonly Message[] | undefined;
  readonly requestAttributes: Attributes;
}

/** Reads the body of RecognizeText. Throws a LexFault that names what is wrong. */
export function parseRecognizeText(body: string): RecognizeTextRequest {
  const { text, sessionState, requestAttributes } = readBody(body);
  if (typeof text !== 'string' || text.length < 1 || text.length > LEX_TEXT_MAX_LENGTH) {
    throw invalid(`text must have 1 to ${LEX_TEXT_MAX_LENGTH} characters`);
  }
  return {
    text,
    sessionState: sessionState == null ? {} : parseSessionState(sessionState),
    requestAttributes: requestAttributes == null ? {} : parseAttributes('requestAttributes', requestAttributes),
  };
}

/** Reads the body of PutSession. Throws a LexFault that names what is wrong. */
export function parsePutSession(body: string): PutSessionRequest {
  const { sessionState, messages, requestAttributes } = readBody(body);
  return {
    sessionState: parseSessionState(sessionState),
    messages: messages == null ? undefined : parseMessages(messages),
    requestAttributes: requestAttributes == null ? {} : parseAttributes('requestAttributes', requestAttributes),
  };
}

function readBody(body: string): Readonly<Record<string, unknown>> {
  const value = readJson(body);
  if (!isRecord(value)) throw invalid('The body must be a JSON object');
  return value;
}
