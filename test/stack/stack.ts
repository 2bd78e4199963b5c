import { startStack, type Stack, type StackOptions } from '@lex-chat/demo/stack';
import { afterAll, beforeAll, expect } from 'vitest';
import { toldInLog } from './told-in-log.ts';

export interface RunningStack {
  /** The stack, from the first test on. */
  readonly stack: Stack;
  /** What the functions logged. */
  readonly log: readonly string[];
}

/**
 * The whole service in memory, for the tests of one file, with a model that answers quickly. Whatever they do, the log of the
 * functions is to hold no token, text or secret in the end.
 */
export function useStack(options: Partial<StackOptions> = {}): RunningStack {
  const log: string[] = [];
  let stack: Stack | undefined;
  beforeAll(async () => {
    stack = await startStack({
      port: 0,
      data: null,
      log: line => log.push(line),
      pace: { firstTokenMs: 20, tokensPerSecond: 200 },
      ...options,
    });
  });
  afterAll(async () => {
    try {
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
