/**
 * What a turn uses. Reads, writes and posts are held by tests against what the laptop's stand-ins counted (`test/promises/turn-cost.test.ts`);
 * durations, memory and sizes are assumptions, stated here and printed with every answer.
 */
export const TURN = {
  /** A turn that an intent answers, with two messages and a slot that is asked for. */
  lex: { writes: 6, reads: 3, posts: 6, seconds: 0.6 },
  /** A turn that the model answers: the same, with tokens reserved and settled, a checkpoint a second and a post every 150 ms while it streams. */
  model: { writes: 10, writesPerSecond: 1, reads: 5, postsPerSecond: 1 / 0.15, seconds: 0.6, tokensPerSecond: 50 },
  /** DynamoDB units of a write: an entry of one kilobyte also writes its place in the local index. */
  unitsPerWrite: 2,
  unitsPerRead: 1,
  /** One frame in for each turn: the message. Pings are answered by a mock route, and are messages all the same. */
  messagesIn: 1,
  secondsBetweenPings: 240,
  /** GB-seconds: every function has a gigabyte. */
  receive: { gb: 1, seconds: 0.05 },
  answerGb: 1,
  rest: { gb: 1, seconds: 0.05 },
  /** Stored for a question and its answer. */
  kilobytesStored: 3,
  /** Logged for a turn: a JSON line of each function and API Gateway's access logs. */
  kilobytesLogged: 4,
  /** REST requests of a visit: a session, a page of history. */
  requestsPerVisit: 2,
  /**
   * Of a file: a form is asked for and the file looked into, by which it is brought, read, kept under another key and deleted; whoever answers
   * reads it once and looks at what it is.
   */
  file: { requests: 2, puts: 2, gets: 4, megabytes: 1 },
  /** To the browser: the closed door on every visitor's first page, the rest when the chat is opened. */
  kilobytesClosed: 8.5,
  kilobytesOpened: 41,
} as const;

/** What is asked for on the command line, or assumed. */
export interface Use {
  /** Visitors a month who load a page with the chat. */
  readonly visitors: number;
  /** Turns a month of one who opens it. @default 6 */
  readonly turns: number;
  /** Share of the visitors who open the chat. @default 1 */
  readonly opened: number;
  /** Share of the turns that the model answers. @default 0.3 */
  readonly modelShare: number;
  /** Minutes that the chat of one visitor stays connected a month. @default 5 */
  readonly minutes: number;
  /** A name in `TOKEN_PRICES`. @default amazon.nova-lite */
  readonly model: string;
  /** Tokens that the model reads for one turn: persona, history, question. @default 1500 */
  readonly promptTokens: number;
  /** Tokens that it writes. @default 300 */
  readonly answerTokens: number;
  /** Files that one who opens the chat attaches a month. @default 0 */
  readonly files: number;
  /** Tokens that the model reads for one of them, in all. @default 5000 */
  readonly fileTokens: number;
  /** Days that conversations are kept. @default 30 */
  readonly keptDays: number;
  /** Whether the web application firewall is deployed. @default false */
  readonly firewall: boolean;
}

export const USUAL: Omit<Use, 'visitors'> = {
  turns: 6,
  opened: 1,
  modelShare: 0.3,
  minutes: 5,
  model: 'amazon.nova-lite',
  promptTokens: 1_500,
  answerTokens: 300,
  files: 0,
  fileTokens: 5_000,
  keptDays: 30,
  firewall: false,
};

/** Seconds that the model streams one answer. */
export function secondsStreamed({ answerTokens }: Pick<Use, 'answerTokens'>): number {
  return answerTokens / TURN.model.tokensPerSecond;
}
