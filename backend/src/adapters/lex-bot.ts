import type { AskedSlots } from '../../bots/asked-slots.ts';

/** A bot of Amazon Lex V2, as its runtime names it. */
export interface LexBot {
  readonly botId: string;
  readonly aliasId: string;
  readonly locales: readonly string[];
  /** What its runtime does not tell of the slots that it asks for. @default - nothing is known of them */
  readonly slots?: AskedSlots;
  /** How long it remembers a silent conversation. @default - that is not known */
  readonly idleSeconds?: number;
}
