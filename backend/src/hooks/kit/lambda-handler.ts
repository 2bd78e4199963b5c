import type { Context, LexV2Event } from 'aws-lambda';
import { checked } from './check-response.ts';
import type { Hook, HookResponse } from './hook.ts';

/** Left for a hook that has reached its deadline to say so. */
const FAREWELL_MS = 3_000;

/** A hook as Lambda calls it, held to Lex's limits. The function's own timeout is Lex's: 30 s. */
export function createHookHandler(hook: Hook) {
  const answer = checked(hook);
  return (event: LexV2Event, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<HookResponse> =>
    answer(event, AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - FAREWELL_MS)));
}
