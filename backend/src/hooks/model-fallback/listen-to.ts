import type { ModelPart } from '../../conversation/ports.ts';
import { MESSAGE_MAX_LENGTH, MESSAGES_MAX } from '../kit/limits.ts';

export interface Heard {
  readonly text: string;
  readonly end: 'complete' | 'length' | 'filtered' | 'enough' | 'broken-off';
  /** Why it broke off, where something failed. */
  readonly error?: unknown;
}

/** What more could never be shown. */
const TEXT_MAX_LENGTH = MESSAGES_MAX * MESSAGE_MAX_LENGTH;

/**
 * Listens to a model until it has finished, has said more than Lex takes, or the deadline comes: then what was heard counts.
 * Never throws, and never waits for a model that does not heed its signal.
 */
export async function listenTo(
  stream: (signal: AbortSignal) => AsyncIterable<ModelPart>,
  deadline: AbortSignal,
): Promise<Heard> {
  const enough = new AbortController();
  let text = '';
  try {
    const parts = stream(AbortSignal.any([deadline, enough.signal]))[Symbol.asyncIterator]();
    for (;;) {
      const step = await orAborted(parts.next(), deadline);
      if (step.done) return { text, end: 'broken-off' };
      if (step.value.type === 'finish') return { text: text.trim(), end: step.value.reason };
      text += step.value.text;
      if (text.length > TEXT_MAX_LENGTH) return { text, end: 'enough' };
    }
  } catch (error) {
    return { text: text.trim(), end: 'broken-off', error };
  } finally {
    // The model would go on, and be paid for, while nobody listens.
    enough.abort();
  }
}

async function orAborted<T>(step: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([step, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
