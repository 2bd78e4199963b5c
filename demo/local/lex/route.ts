import { invalid } from './lex-fault.ts';

/** What a client asks for, and of which conversation. */
export interface Call extends SessionPath {
  readonly operation: Operation;
}

export type Operation = 'RecognizeText' | 'GetSession' | 'PutSession' | 'DeleteSession';

/** The four names that stand in every path, and in DeleteSession's answer. */
export interface SessionPath {
  readonly botId: string;
  readonly botAliasId: string;
  readonly localeId: string;
  readonly sessionId: string;
}

/** Finds the operation of a request; undefined when the laptop's Lex has none such. Throws a LexFault on a bad session id. */
export function routeCall(method: string, path: string): Call | undefined {
  const [bots, botId, aliases, botAliasId, locales, localeId, sessions, sessionId, ...rest] = segmentsOf(path) ?? [];
  const isSession = bots === 'bots' && aliases === 'botAliases' && locales === 'botLocales' && sessions === 'sessions';
  const operation = OPERATIONS[`${method} ${rest.join('/')}`];
  if (!isSession || !operation || !botId || !botAliasId || !localeId || !sessionId) return undefined;
  if (!SESSION_ID.test(sessionId)) {
    throw invalid('A session id has 2 to 100 characters of 0-9, a-z, A-Z and ._:-');
  }
  return { operation, botId, botAliasId, localeId, sessionId };
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST text': 'RecognizeText',
  'GET ': 'GetSession',
  'POST ': 'PutSession',
  'DELETE ': 'DeleteSession',
};

const SESSION_ID = /^[0-9a-zA-Z._:-]{2,100}$/;

/** Undefined when the percent signs are not well-formed. */
function segmentsOf(path: string): readonly string[] | undefined {
  const [pathname = ''] = path.split('?');
  try {
    return pathname.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
