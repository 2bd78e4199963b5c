import type { Understanding } from '../ports.ts';

export type Route =
  | { readonly to: 'intent'; readonly understanding: Understanding }
  | { readonly to: 'model'; readonly because: ModelReason };

export type ModelReason = 'mode' | 'not-asked' | 'unavailable' | 'fallback' | 'nothing-to-say' | 'unsure';

export interface RoutingPolicy {
  /** Below this, from 0 to 1, an intent is a guess and the model answers instead. */
  readonly minimumConfidence: number;
}

/** What Lex made of a text, or why it made nothing. */
export type Heard = Understanding | 'mode' | 'not-asked' | 'unavailable';

/** Decides who answers a turn, by what Lex made of it, or why Lex made nothing. */
export function routeTurn(heard: Heard, policy: RoutingPolicy): Route {
  if (typeof heard === 'string') return { to: 'model', because: heard };
  // While Lex waits for a slot or a yes, it keeps the turn: a name is no question.
  if (heard.elicits && heard.messages.length > 0) return { to: 'intent', understanding: heard };
  if (heard.isFallback) return { to: 'model', because: 'fallback' };
  if (heard.messages.length === 0) return { to: 'model', because: 'nothing-to-say' };
  if (heard.confidence !== null && heard.confidence < policy.minimumConfidence)
    return { to: 'model', because: 'unsure' };
  return { to: 'intent', understanding: heard };
}
