import type { LexV2Event, LexV2Intent, LexV2Message } from 'aws-lambda';

/**
 * Answers one event of Lex. What it throws reaches the visitor as the bot's failure response, or the client as
 * `DependencyFailedException`. The signal aborts shortly before Lex stops waiting.
 */
export type Hook = (event: LexV2Event, deadline: AbortSignal) => Promise<HookResponse>;

/** What Lex takes back. Made by `close`, `elicitSlot`, `elicitIntent`, `confirmIntent` and `delegate`. */
export interface HookResponse {
  readonly sessionState: {
    readonly dialogAction: HookAction;
    readonly intent: LexV2Intent;
    readonly sessionAttributes: Attributes;
  };
  readonly messages?: readonly LexV2Message[];
}

export type HookAction =
  | { readonly type: 'Close' | 'ConfirmIntent' | 'Delegate' | 'ElicitIntent' }
  | { readonly type: 'ElicitSlot'; readonly slotToElicit: string };

/** Lex's session attributes: strings only. `readList` and `writeList` keep more in them. */
export type Attributes = Readonly<Record<string, string>>;
