import { startStack, type Stack, type StackOptions } from '@lex-chat/demo/stack';
import { afterAll, beforeAll } from 'vitest';

export interface RunningStack {
  /** The stack, from the first test on. */
  readonly stack: Stack;
  /** What the functions logged. */
  readonly log: readonly string[];
}

/** The whole service in memory, for the tests of one file, with a model that answers quickly. */
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
  afterAll(() => stack?.close());
  return {
    log,
    get stack() {
      if (!stack) throw new Error('the stack has not started yet');
      return stack;
    },
  };
}
