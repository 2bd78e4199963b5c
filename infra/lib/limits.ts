import { readLimits, readPrices, type LimitVariables } from '@lex-chat/backend/functions/limits';

/** What visitors may have, so that nobody runs up a bill for the others. Days are those of UTC. */
export interface Limits {
  /**
   * The messages that a visitor may send in a minute, evenly spaced.
   * @default 30
   */
  readonly visitorMessagesPerMinute?: number;
  /**
   * The messages that a visitor may send at once.
   * @default 10
   */
  readonly visitorMessagesAtOnce?: number;
  /**
   * The messages from one address in any minute: many visitors may share it, of a school or a mobile network.
   * @default 120
   */
  readonly addressMessagesPerMinute?: number;
  /**
   * The sessions begun from one address in any minute.
   * @default 20
   */
  readonly addressSessionsPerMinute?: number;
  /**
   * The messages of all visitors in a day.
   * @default 50000
   */
  readonly siteMessagesPerDay?: number;
  /**
   * The tokens of the model that a visitor may use in a day. 0 leaves every question to Lex.
   * @default 200000
   */
  readonly visitorTokensPerDay?: number;
  /**
   * The tokens of the model that all visitors may use in a day; then Lex answers alone until the next.
   * @default 2000000
   */
  readonly siteTokensPerDay?: number;
  /**
   * The megabytes of files that a visitor may attach in a day.
   * @default 100
   */
  readonly visitorUploadMegabytesPerDay?: number;
  /**
   * The megabytes of files that all visitors may attach in a day.
   * @default 10000
   */
  readonly siteUploadMegabytesPerDay?: number;
  /**
   * What a million tokens of prompt cost, in US dollars: for the log and the dashboard. Together with `modelOutputPrice`.
   * @default - costs are not reckoned
   */
  readonly modelInputPrice?: number;
  /**
   * What a million tokens of answer cost, in US dollars.
   * @default - costs are not reckoned
   */
  readonly modelOutputPrice?: number;
}

/** Each limit under the name by which functions are told it. */
export const LIMIT_VARIABLES: Readonly<Record<keyof Limits, keyof LimitVariables>> = {
  visitorMessagesPerMinute: 'VISITOR_MESSAGES_PER_MINUTE',
  visitorMessagesAtOnce: 'VISITOR_MESSAGES_AT_ONCE',
  addressMessagesPerMinute: 'ADDRESS_MESSAGES_PER_MINUTE',
  addressSessionsPerMinute: 'ADDRESS_SESSIONS_PER_MINUTE',
  siteMessagesPerDay: 'SITE_MESSAGES_PER_DAY',
  visitorTokensPerDay: 'VISITOR_TOKENS_PER_DAY',
  siteTokensPerDay: 'SITE_TOKENS_PER_DAY',
  visitorUploadMegabytesPerDay: 'VISITOR_UPLOAD_MEGABYTES_PER_DAY',
  siteUploadMegabytesPerDay: 'SITE_UPLOAD_MEGABYTES_PER_DAY',
  modelInputPrice: 'MODEL_INPUT_PRICE',
  modelOutputPrice: 'MODEL_OUTPUT_PRICE',
};

/** What functions are told of the limits that are given. Throws, naming the first that makes no sense, as they would at their start. */
export function limitVariables(limits: Limits): LimitVariables {
  const given = Object.entries(LIMIT_VARIABLES).flatMap(([name, variable]) => {
    const value = limits[name as keyof Limits];
    return value === undefined ? [] : [[variable, String(value)] as const];
  });
  const variables: LimitVariables = Object.fromEntries(given);
  readLimits(variables);
  readPrices(variables);
  return variables;
}

/** The limits among other things. */
export function limitsOf(settings: Limits): Limits {
  return Object.fromEntries(Object.keys(LIMIT_VARIABLES).map(name => [name, settings[name as keyof Limits]]));
}
