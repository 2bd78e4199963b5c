import type { Peak } from './peak.ts';

/** What an account may ask of a service before somebody raises it, in the Region where it is highest by default. */
export const QUOTAS: Readonly<Partial<Record<keyof Peak, { readonly limit: number; readonly name: string }>>> = {
  connects: { limit: 500, name: 'API Gateway: new WebSocket connections a second' },
  lex: { limit: 50, name: 'Lex: text conversations at once on one alias' },
  functions: { limit: 1_000, name: 'Lambda: concurrent executions' },
  calls: { limit: 10_000, name: 'API Gateway: requests, frames and callbacks a second' },
  writeUnits: { limit: 4_000, name: 'DynamoDB: what a new on-demand table takes at once' },
};

/** What this project's own settings let through before an operator raises them, so that nobody runs up a bill unasked; held to the settings by a test. */
export const SETTINGS = { siteMessagesPerDay: 50_000, siteTokensPerDay: 2_000_000, requestsPerSecond: 200 } as const;
