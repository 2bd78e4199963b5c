import type { Parsed, Problem, ProblemCode } from '@lex-chat/protocol';

/** Status and title of each refusal (RFC 9457). */
const PROBLEMS: Readonly<Record<ProblemCode, readonly [number, string]>> = {
  'invalid-message': [400, 'The request is not of the form this service reads'],
  'text-too-long': [413, 'The text is too long'],
  'too-large': [413, 'The request is too large'],
  'session-invalid': [401, 'The session token is not valid'],
  'session-expired': [401, 'The session has expired'],
  'origin-refused': [403, 'This website is not on the list of those that may chat'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'This is not done here'],
  'rate-limited': [429, 'Too many requests'],
  unavailable: [503, 'The service cannot answer right now'],
  'visitor-refused': [401, 'The site has not vouched for this visitor'],
  'bot-unknown': [404, 'This service has no bot of that name'],
  'budget-exhausted': [429, 'The model’s budget for today is spent; what the bot knows is still answered'],
  'file-type-refused': [415, 'Files of this type are not taken'],
  'file-mismatched': [422, 'The file is not what its name says'],
  'file-empty': [422, 'There is nothing in the file'],
  'file-encrypted': [422, 'The file cannot be opened without a password'],
  'file-unknown': [404, 'There is no such file'],
  internal: [500, 'Something went wrong'],
};

/** Why a request is refused. Thrown by the steps of a handler, turned into a problem by it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  /** When to come again, where that would help, in milliseconds from now. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ProblemCode, detail?: string, retryAfterMs?: number) {
    super(code);
    this.code = code;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface RestAnswer<Body = string> {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

export function jsonAnswer(statusCode: number, body: object): RestAnswer {
  return {
    statusCode,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
    body: JSON.stringify(body),
  };
}

/** Done, and there is nothing to say about it. */
export function emptyAnswer(): RestAnswer {
  return { statusCode: 204, headers: { 'Cache-Control': 'no-store' }, body: '' };
}

/** Never holds a stack, a path or a name of ours; `requestId` finds those in the log. */
export function problemAnswer(
  { code, detail, retryAfterMs }: Pick<Refusal, 'code'> & Partial<Refusal>,
  requestId: string,
): RestAnswer {
  const [status, title] = PROBLEMS[code];
  const problem: Problem = {
    type: 'about:blank',
    title,
    status,
    code,
    ...(detail !== undefined && { detail }),
    requestId,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
  return {
    statusCode: status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...(retryAfterMs !== undefined && { 'Retry-After': String(Math.ceil(retryAfterMs / 1_000)) }),
    },
    body: JSON.stringify(problem),
  };
}

/** What a parser read; a `Refusal` of what it would not read. */
export function accepted<T>(parsed: Parsed<T, ProblemCode>): T {
  if (!parsed.ok) throw new Refusal(parsed.code, parsed.detail);
  return parsed.value;
}
