import { startStack, type Stack, type StackOptions } from '@lex-chat/demo/stack';
import type { LimitVariables } from '@lex-chat/backend/functions/limits';
import { afterAll, beforeAll, expect } from 'vitest';
import { askedWithoutRight } from './asked-without-right.ts';
import { toldInLog } from './told-in-log.ts';

export interface RunningStack {
  /** The stack, from the first test on. */
  readonly stack: Stack;
  /** What the functions logged. */
  readonly log: readonly string[];
}

/** Rates and budgets that get in nobody's way: all visitors of a test have one address. Tests of limits set their own. */
export const UNHURRIED: LimitVariables = {
  VISITOR_MESSAGES_PER_MINUTE: '60000',
  VISITOR_MESSAGES_AT_ONCE: '10000',
  ADDRESS_MESSAGES_PER_MINUTE: '60000',
  ADDRESS_SESSIONS_PER_MINUTE: '60000',
  SITE_MESSAGES_PER_DAY: '10000000',
  VISITOR_TOKENS_PER_DAY: '100000000',
  SITE_TOKENS_PER_DAY: '1000000000',
};

/** A process for each invocation, for tests of processes. */
export const AS_ON_LAMBDA = { processesPerFunction: 8, invocationsPerProcess: 1 };

/** To start a process takes more of a processor than most of what it is then asked. */
const SPARING = { processesPerFunction: 4, invocationsPerProcess: 10 };

/**
 * The whole service in memory, for the tests of one file, with a model that answers quickly. Whatever they do, the log of the
 * functions is to hold no token, text or secret in the end, and no function is to have asked a table for what AWS would refuse it.
 */
export function useStack(options: Partial<StackOptions> = {}): RunningStack {
  const log: string[] = [];
  let stack: Stack | undefined;
  let refused: ReadonlySet<string> = new Set();
  beforeAll(async () => {
    stack = await startStack({
      port: 0,
      data: null,
      log: line => log.push(line),
      pace: { firstTokenMs: 20, tokensPerSecond: 200 },
      limits: UNHURRIED,
      processes: SPARING,
      ...options,
    });
    refused = askedWithoutRight(stack.dynamo);
  });
  afterAll(async () => {
    try {
      expect([...refused], 'asked of tables').toEqual([]);
      if (stack) expect(await toldInLog(stack, log), 'told in the log').toEqual([]);
    } finally {
      await stack?.close();
    }
  });
  return {
    log,
    get stack() {
      if (!stack) throw new Error('the stack has not started yet');
      return stack;
    },
  };
}
