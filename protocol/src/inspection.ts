import { isCount, isRecord } from './json.ts';
import { isMessageId } from './message-id.ts';

/** How a message was answered, for those whom a site lets look: its developers. Times are in milliseconds. */
export interface Inspection {
  readonly messageId: string;
  /** Who was to answer, and why: the intent, or why no intent did. Null where the turn failed before that was decided. */
  readonly route: { readonly to: 'intent' | 'model'; readonly because: string } | null;
  /** What Lex made of the text; null where it was not asked, or did not answer. */
  readonly lex: LexInspection | null;
  /** How the turn ended: an end of a reply, or the code of a failure. */
  readonly reason: string;
  /** From the acceptance of the message to the beginning of its turn. */
  readonly waitedMs: number;
  /** From the beginning of the turn until Lex had answered; null where it was not asked, or did not answer. */
  readonly lexMs: number | null;
  /** From the beginning of the turn to the first that was shown; null where nothing was. */
  readonly firstShownMs: number | null;
  readonly wholeMs: number;
  /** In tokens, as the model counts them; null where it was not asked, or has not said. */
  readonly usage: { readonly input: number; readonly output: number } | null;
}

/** Named as Lex names them. */
export interface LexInspection {
  /** The best first. */
  readonly interpretations: readonly Interpretation[];
  /** What each slot of the best one holds, as Lex read it; null where it is empty. */
  readonly slots: Readonly<Record<string, string | null>>;
  readonly contexts: readonly { readonly name: string; readonly turns: number; readonly seconds: number }[];
  /** What Lex does next: `ElicitSlot`, `Close` …; null where it does not say. */
  readonly action: string | null;
  /** The slot that it asks for. */
  readonly slot: string | null;
}

export interface Interpretation {
  readonly intent: string;
  /** From 0 to 1; null where Lex gives none. */
  readonly confidence: number | null;
  readonly state: string | null;
}

/** Reads what came with a `turn-inspected`; undefined when it is none. Never throws. */
export function parseInspection(value: unknown): Inspection | undefined {
  if (!isRecord(value)) return undefined;
  const { messageId, route, lex, reason, waitedMs, wholeMs, usage } = value;
  if (!isMessageId(messageId) || typeof reason !== 'string' || !isCount(waitedMs) || !isCount(wholeMs))
    return undefined;
  return {
    messageId,
    route: parseRoute(route),
    lex: parseLex(lex),
    reason,
    waitedMs,
    lexMs: countOrNull(value.lexMs),
    firstShownMs: countOrNull(value.firstShownMs),
    wholeMs,
    usage:
      isRecord(usage) && isCount(usage.input) && isCount(usage.output)
        ? { input: usage.input, output: usage.output }
        : null,
  };
}

function parseRoute(value: unknown): Inspection['route'] {
  if (!isRecord(value) || typeof value.because !== 'string') return null;
  return value.to === 'intent' || value.to === 'model' ? { to: value.to, because: value.because } : null;
}

function parseLex(value: unknown): LexInspection | null {
  if (!isRecord(value)) return null;
  return {
    interpretations: listOf(value.interpretations).flatMap(parseInterpretation),
    slots: isRecord(value.slots)
      ? Object.fromEntries(Object.entries(value.slots).map(([name, held]) => [name, textOrNull(held)]))
      : {},
    contexts: listOf(value.contexts).flatMap(context =>
      isRecord(context) && typeof context.name === 'string' && isCount(context.turns) && isCount(context.seconds)
        ? [{ name: context.name, turns: context.turns, seconds: context.seconds }]
        : [],
    ),
    action: textOrNull(value.action),
    slot: textOrNull(value.slot),
  };
}

function parseInterpretation(value: unknown): readonly Interpretation[] {
  if (!isRecord(value) || typeof value.intent !== 'string') return [];
  const { intent, confidence, state } = value;
  return [
    {
      intent,
      confidence: typeof confidence === 'number' ? confidence : null,
      state: textOrNull(state),
    },
  ];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function countOrNull(value: unknown): number | null {
  return isCount(value) ? value : null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
