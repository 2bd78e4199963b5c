import type { LexV2Event } from 'aws-lambda';
import type { HookInvocation, HookOutcome } from './engine/run.ts';
import type { LocaleModel } from './engine/locale-model.ts';
import { dependencyFailed } from './lex-fault.ts';
import { parseHookResponse } from './parse-hook-response.ts';

/** The Lambda function of an alias. It gets a copy of its own, and its answer is read as the JSON that Lambda makes of it. */
export type CodeHook = (event: LexV2Event) => Promise<unknown>;

/**
 * Asks a code hook, for as long as Lex would wait. A hook that throws or is late is an outcome, because a bot may have
 * words for that; throws a LexFault when there is no hook or its answer is none that Lex takes.
 */
export async function askCodeHook(
  hook: CodeHook | undefined,
  event: LexV2Event,
  { dialogue, source }: HookInvocation,
  model: LocaleModel,
  timeoutMs: number,
): Promise<HookOutcome> {
  const place = `${source} of ${dialogue.intent.name}`;
  if (!hook) throw dependencyFailed(`Invalid bot configuration: no Lambda function at this alias for the ${place}`);

  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>(resolve => {
    timer = setTimeout(() => {
      resolve(LATE);
    }, timeoutMs);
  });
  try {
    const answer = await Promise.race([invoke(hook, event), late]);
    if (answer === LATE) {
      return { kind: 'timed-out', reason: `The Lambda function took over ${timeoutMs} ms for the ${place}` };
    }
    if (answer.kind === 'threw')
      return { kind: 'failed', reason: `The Lambda function failed for the ${place}: ${answer.reason}` };
    return { kind: 'answered', response: parseHookResponse(answer.json, place, model, dialogue.intent) };
  } finally {
    clearTimeout(timer);
  }
}

const LATE = Symbol('late');

type Answer =
  { readonly kind: 'returned'; readonly json: string } | { readonly kind: 'threw'; readonly reason: string };

async function invoke(hook: CodeHook, event: LexV2Event): Promise<Answer> {
  try {
    // Within a list, what has no JSON of its own is null, as it is to Lambda.
    return { kind: 'returned', json: JSON.stringify([await hook(event)]).slice(1, -1) };
  } catch (error) {
    return { kind: 'threw', reason: error instanceof Error ? error.message : String(error) };
  }
}
