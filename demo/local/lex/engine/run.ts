import type { IntentDialogue } from './dialogue.ts';
import type { Attributes, ActiveContext, DialogAction, IntentInSession, Message } from './session-state.ts';

/**
 * Something that Lex does, pausing wherever a code hook is to be asked: it yields the question and goes on with the
 * outcome. So the engine knows no clock and no network, and without hooks it is a plain function.
 */
export type Run<T> = Generator<HookInvocation, T, HookOutcome>;

/** A run that is over at once. */
// eslint-disable-next-line require-yield -- nothing to ask
export function* done<T>(value: T): Run<T> {
  return value;
}

/** A code hook's turn. */
export interface HookInvocation {
  readonly source: 'DialogCodeHook' | 'FulfillmentCodeHook';
  readonly label: string | undefined;
  readonly dialogue: IntentDialogue;
  readonly proposed: Proposal;
  /** How long the function may take. Seconds. */
  readonly timeoutSeconds: number;
}

/** What Lex does next unless the hook says otherwise. */
export interface Proposal {
  readonly dialogAction: DialogAction;
  readonly intent: IntentInSession;
  /** `Initial`, `Retry1`, …: how often a question has been put, if the next thing is a question. */
  readonly attempt?: string;
}

export type HookOutcome =
  | { readonly kind: 'answered'; readonly response: HookResponse }
  | { readonly kind: 'failed' | 'timed-out'; readonly reason: string };

/** What a hook wants, checked against its bot. What it leaves out stays as it is. */
export interface HookResponse {
  readonly dialogAction: DialogAction;
  /** With all its slots. */
  readonly intent: IntentInSession | undefined;
  readonly sessionAttributes: Attributes | undefined;
  readonly activeContexts: readonly ActiveContext[] | undefined;
  readonly requestAttributes: Attributes | undefined;
  /** Empty: Lex says what its bot has to say. */
  readonly messages: readonly Message[];
}
