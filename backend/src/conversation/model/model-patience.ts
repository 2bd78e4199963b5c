import type { LanguageModel, ModelPart } from '../ports.ts';
import { UpstreamError } from '../upstream-error.ts';

export interface Patience {
  /** Longest silence, before the first token and between two, in milliseconds. */
  readonly silenceMs: number;
  /** Longest answer, in milliseconds. */
  readonly answerMs: number;
}

/** A visitor is told within 30 s that nothing comes, and Lex may have taken 8 of them. */
export const PATIENCE: Patience = { silenceMs: 20_000, answerMs: 120_000 };

/** A model whose answer breaks off, with an `UpstreamError`, when it falls silent or finds no end. It is hung up on then. */
export function createPatientModel(model: LanguageModel, patience: Patience = PATIENCE): LanguageModel {
  return {
    name: model.name,
    async *stream(prompt, signal) {
      const hangUp = new AbortController();
      const deadline = setTimeout(
        () => hangUp.abort(new DOMException('the answer found no end', 'ModelEndless')),
        patience.answerMs,
      );
      const both = AbortSignal.any([signal, hangUp.signal]);
      const parts = model.stream(prompt, both)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const silence = setTimeout(
            () => hangUp.abort(new DOMException('nothing came', 'ModelSilent')),
            patience.silenceMs,
          );
          const step = await orAborted(parts.next(), both).finally(() => clearTimeout(silence));
          if (step.done) return;
          yield step.value;
        }
      } finally {
        clearTimeout(deadline);
        hangUp.abort();
        // Not awaited: a model that does not answer may not let go either.
        parts.return?.().catch(() => undefined);
      }
    },
  };
}

/** What comes first. A model that does not hear the signal is left behind. */
async function orAborted(
  next: Promise<IteratorResult<ModelPart, unknown>>,
  signal: AbortSignal,
): Promise<IteratorResult<ModelPart, unknown>> {
  let leave = () => {};
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(new UpstreamError('model', { cause: signal.reason }));
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([next, aborted]);
  } finally {
    signal.removeEventListener('abort', leave);
    next.catch(() => undefined);
    aborted.catch(() => undefined);
  }
}
