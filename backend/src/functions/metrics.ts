/** Where the functions' metrics are, for dashboards and alarms. One dimension: `service`, of each deployment its own; this where it has none. */
export const METRIC_NAMESPACE = 'lex-chat';
export const METRIC_SERVICE = 'lex-chat';

/** All metrics, each with its unit. */
export const METRICS = {
  /** Messages whose turn came to its end, with a reply or without. */
  Turns: 'Count',
  AnsweredByIntent: 'Count',
  AnsweredByModel: 'Count',
  FailedTurns: 'Count',
  /** Turns that Lex was asked for and left to the model. */
  Fallbacks: 'Count',
  /** From the beginning of a turn to the first that was shown. */
  FirstTokenLatency: 'Milliseconds',
  TurnLatency: 'Milliseconds',
  /** Of the model calls that told their usage. */
  InputTokens: 'Count',
  OutputTokens: 'Count',
  /** Of those, in US dollars, where prices are configured. */
  Cost: 'None',
  /** A service of AWS or a model's said that it was too much. */
  Throttled: 'Count',
  /** Messages and sessions that were one too many. */
  RateLimited: 'Count',
  /** Questions for the model after the tokens of the day were spent. */
  BudgetExhausted: 'Count',
  SocketsOpened: 'Count',
} as const satisfies Readonly<Record<string, 'Count' | 'Milliseconds' | 'None'>>;

export type MetricName = keyof typeof METRICS;
