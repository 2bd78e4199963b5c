import type { Inspection, TurnInspected } from '@lex-chat/protocol';
import type { TurnFinished } from './converse.ts';
import type { Heard, Route } from './routing.ts';

/** Gathers how one message is answered. */
export interface TurnInspector {
  routed(heard: Heard, route: Route): void;
  /** All that is known when the turn has ended. */
  inspected(finished: TurnFinished): TurnInspected;
}

/** `now` is in milliseconds since 1970, as is `began`, when the turn did. */
export function inspectTurn(began: number, now: () => number): TurnInspector {
  let known: Pick<Inspection, 'route' | 'lex' | 'lexMs'> = { route: null, lex: null, lexMs: null };
  return {
    routed(heard, route) {
      const because = route.to === 'model' ? route.because : route.understanding.intent;
      const lex = typeof heard === 'string' ? null : (heard.inspection ?? null);
      known = { route: { to: route.to, because }, lex, lexMs: typeof heard === 'string' ? null : now() - began };
    },
    inspected({ messageId, reason, waitedMs, firstShownMs, wholeMs, usage }) {
      const inspection: Inspection = { messageId, ...known, reason, waitedMs, firstShownMs, wholeMs, usage };
      return { type: 'turn-inspected', inspection };
    },
  };
}
