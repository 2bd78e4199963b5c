import type { BudgetLimits } from '../conversation/limits/model-budget.ts';
import { PROMPT_TOKENS } from '../conversation/model/prompt.ts';
import type { UploadLimits } from '../conversation/limits/upload-allowance.ts';
import type { RateLimits } from '../conversation/limits/rates.ts';

/** How a function is told what visitors may have. Each can be left out. */
export const LIMIT_OPTIONS = {
  VISITOR_MESSAGES_PER_MINUTE: 'the messages a visitor may send in a minute, evenly spaced; 30 without it',
  VISITOR_MESSAGES_AT_ONCE: 'the messages a visitor may send at once; 10 without it',
  ADDRESS_MESSAGES_PER_MINUTE: 'the most messages from one address in any minute; 120 without it',
  ADDRESS_SESSIONS_PER_MINUTE: 'the most sessions begun from one address in any minute; 20 without it',
  SITE_MESSAGES_PER_DAY: 'the most messages of all visitors in a day (UTC); 50000 without it',
  VISITOR_TOKENS_PER_DAY: 'the most tokens of a model that a visitor may use in a day (UTC); 200000 without it',
  SITE_TOKENS_PER_DAY: 'the most tokens of a model that all visitors may use in a day (UTC); 2000000 without it',
  VISITOR_UPLOAD_MEGABYTES_PER_DAY:
    'the most megabytes of files that a visitor may attach in a day (UTC); 100 without it',
  SITE_UPLOAD_MEGABYTES_PER_DAY:
    'the most megabytes of files that all visitors may attach in a day (UTC); 10000 without it',
  MODEL_INPUT_PRICE: 'what a million tokens of prompt cost, in US dollars, for the logs',
  MODEL_OUTPUT_PRICE: 'what a million tokens of answer cost, in US dollars, for the logs',
} as const;

export type LimitVariables = Readonly<Partial<Record<keyof typeof LIMIT_OPTIONS, string>>>;

export interface Limits extends RateLimits, UploadLimits {
  /** In tokens a day. */
  readonly visitorTokens: number;
  readonly siteTokens: number;
}

/** In bytes. */
const MEGABYTE = 1_000_000;

/** In US dollars for a million tokens; null where they are not known. */
export type Prices = { readonly input: number; readonly output: number } | null;

/** Throws at the start, naming the variable, where one is no number that makes sense. */
export function readLimits(variables: LimitVariables): Limits {
  const count = (name: keyof typeof LIMIT_OPTIONS, without: number, least = 1) =>
    readNumber(name, variables[name], value => Number.isSafeInteger(value) && value >= least) ?? without;
  return {
    visitor: {
      perMinute: count('VISITOR_MESSAGES_PER_MINUTE', 30),
      burst: count('VISITOR_MESSAGES_AT_ONCE', 10),
    },
    addressMessages: count('ADDRESS_MESSAGES_PER_MINUTE', 120, 2),
    addressSessions: count('ADDRESS_SESSIONS_PER_MINUTE', 20, 2),
    siteMessages: count('SITE_MESSAGES_PER_DAY', 50_000),
    // 0 leaves every question to Lex.
    visitorTokens: count('VISITOR_TOKENS_PER_DAY', 200_000, 0),
    siteTokens: count('SITE_TOKENS_PER_DAY', 2_000_000, 0),
    visitorUploadBytes: count('VISITOR_UPLOAD_MEGABYTES_PER_DAY', 100, 0) * MEGABYTE,
    siteUploadBytes: count('SITE_UPLOAD_MEGABYTES_PER_DAY', 10_000, 0) * MEGABYTE,
  };
}

export function readPrices({ MODEL_INPUT_PRICE, MODEL_OUTPUT_PRICE }: LimitVariables): Prices {
  const isPrice = (value: number) => value >= 0;
  const input = readNumber('MODEL_INPUT_PRICE', MODEL_INPUT_PRICE, isPrice);
  const output = readNumber('MODEL_OUTPUT_PRICE', MODEL_OUTPUT_PRICE, isPrice);
  if (input === undefined && output === undefined) return null;
  if (input === undefined || output === undefined)
    throw new Error('MODEL_INPUT_PRICE and MODEL_OUTPUT_PRICE are good for nothing without each other');
  return { input, output };
}

export function budgetOf({ visitorTokens, siteTokens }: Limits, maxTokens: number, filesTokens = 0): BudgetLimits {
  return { perVisitor: visitorTokens, perSite: siteTokens, perCall: PROMPT_TOKENS + filesTokens + maxTokens };
}

function readNumber(
  name: keyof typeof LIMIT_OPTIONS,
  value: string | undefined,
  isGood: (value: number) => boolean,
): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || !isGood(number))
    throw new Error(`${name} is ${value}: it should be ${LIMIT_OPTIONS[name]}`);
  return number;
}
