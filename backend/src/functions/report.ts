import type { TurnEvent, TurnFinished } from '../conversation/turn/converse.ts';
import type { Usage } from '../conversation/ports.ts';
import type { Prices } from './limits.ts';
import { info, warn } from './log.ts';
import { measure } from './measure.ts';

/** Why a turn went to the model although Lex was asked, and well. */
const FALLBACKS: ReadonlySet<string> = new Set(['fallback', 'unsure', 'nothing-to-say']);

/** Writes down how turns go: a line for each event, and the metrics. */
export function createReport(prices: Prices): (event: TurnEvent) => void {
  return event => {
    switch (event.event) {
      case 'routed':
        info('routed', { messageId: event.messageId, to: event.to, because: event.because });
        if (event.to === 'model' && FALLBACKS.has(event.because)) measure('Fallbacks');
        break;
      case 'budget-spent':
        info('budget-spent');
        measure('BudgetExhausted');
        break;
      case 'turn-finished':
        reportTurn(event, prices);
        break;
      case 'lex-unavailable':
      case 'knowledge-unavailable':
      case 'reply-interrupted':
      case 'settling-failed':
      case 'missed-not-noted':
        warn(event.event, event.error);
    }
  };
}

function reportTurn({ event, usage, ...turn }: TurnFinished, prices: Prices): void {
  const cost = usage && prices ? costOf(usage, prices) : null;
  info(event, { ...turn, inputTokens: usage?.input ?? null, outputTokens: usage?.output ?? null, cost });

  measure('Turns');
  if (turn.answeredBy === 'intent') measure('AnsweredByIntent');
  if (turn.answeredBy === 'model') measure('AnsweredByModel');
  if (turn.answeredBy === 'nobody') measure('FailedTurns');
  if (turn.firstShownMs !== null) measure('FirstTokenLatency', turn.firstShownMs);
  measure('TurnLatency', turn.wholeMs);
  if (usage) {
    measure('InputTokens', usage.input);
    measure('OutputTokens', usage.output);
  }
  if (cost !== null) measure('Cost', cost);
}

/** In US dollars. */
function costOf(usage: Usage, prices: NonNullable<Prices>): number {
  return (usage.input * prices.input + usage.output * prices.output) / 1e6;
}
